import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, or, type Tri } from '../../model/tri';
import { itemsOf, type Value } from '../../model/value';
import { cite, type Answer } from '../answer';
import { optionsOf, type Option } from '../either-way';
import { allOf } from '../possible';
import { test } from '../reading';
import { namesOrigins, unlessPublic } from './origins';

const path = 'CorsConfiguration.CorsRules';

/** Whether a bucket has CORS rules. */
export function hasCorsRules(bucket: Resource): Tri {
  return or(rulesOf(bucket).map(({ certain }) => certain));
}

/** Whether the CORS rules of a bucket name their origins wherever they admit more than reading. */
export function bucketNamesOrigins(bucket: Resource): Answer {
  const proof = [cite(bucket, path)];
  const name = `AllowedOrigins of ${bucket.logicalId}`;
  const answers = rulesOf(bucket).map(({ option: rule, certain }) => {
    const answer = namesOrigins({ name, origins: member(rule, 'AllowedOrigins'), proof });
    return { certain, answer: unlessPublic(not(admits(rule, ['PUT', 'POST', 'DELETE'])), answer) };
  });
  return allOf(answers);
}

/** Whether a bucket has a CORS rule by which browsers upload to it. */
export function takesUploads(bucket: Resource): Tri {
  return or(
    rulesOf(bucket).map(({ option: rule, certain }) => and([certain, admits(rule, ['PUT', 'POST'])])),
  );
}

function rulesOf(bucket: Resource): readonly Option[] {
  return bucket.each(`${path}.*`).flatMap(optionsOf);
}

function admits(rule: Value, methods: readonly string[]): Tri {
  return or(
    itemsOf(member(rule, 'AllowedMethods')).map((method) =>
      test(method, undefined, (verb) => methods.includes(String(verb))),
    ),
  );
}
