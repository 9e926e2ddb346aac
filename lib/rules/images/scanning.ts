import { member } from '../../model/evaluate';
import { matchesGlob } from '../../model/compare';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, show, whyNotKnown, type Value } from '../../model/value';
import { any, cite, given, unknown, yes, type Answer } from '../answer';
import { clusterTypes } from '../compute/kubernetes';
import { optionsOf } from '../either-way';
import { allOf } from '../possible';
import { isOn, test } from '../reading';
import { imageProperty, imagesOf, isCdkAsset, nameOf, type Image } from './images';

const scanned = 'scanned for vulnerabilities';
const verify = `verify that it is ${scanned}`;

/** Whether the images that a resource runs come from repositories that scan them. */
export function runsScannedImages(user: Resource): Answer {
  if (clusterTypes.includes(user.type))
    return unknown(`pods of ${user.logicalId} name their images elsewhere; verify that they are ${scanned}`);
  const proof = cite(user, imageProperty(user));
  return allOf(
    imagesOf(user).map((image) => {
      const answer = isScanned(image, user);
      return { certain: image.certain, answer: { ...answer, evidence: [...answer.evidence, proof] } };
    }),
  );
}

function isScanned(image: Image, user: Resource): Answer {
  const { repository, name } = image;
  if (repository) {
    const scans = isOn(repository, 'ImageScanningConfiguration.ScanOnPush', false);
    return given(repository.exists, any([scans, ...registryScans(repository, nameOf(repository))], ''));
  }
  const [covered] = name === undefined ? [] : registryScans(user, name);
  if (covered) return covered;
  const why = whyNotKnown(image.text);
  const seen = `${user.logicalId} runs ${show(image.text)}`;
  if (isCdkAsset(image))
    return unknown(`${seen}, and the repository of CDK assets scans nothing by itself; ${verify}`);
  if (name !== undefined) return unknown(`${seen}, whose repository the templates do not make; ${verify}`);
  return why === undefined
    ? unknown(`${seen} from a registry that is not Amazon ECR; ${verify}`)
    : unknown(`${seen} (${why}); ${verify}`);
}

/** What the scanning rules of a registry say of a repository in it; nothing where none concerns it. */
function registryScans(asker: Resource, name: string | undefined): readonly Answer[] {
  return asker.stack.environment.of('AWS::ECR::RegistryScanningConfiguration').flatMap((registry) => {
    const rules = registry.each('Rules.*').flatMap(optionsOf);
    const covered = or(rules.map(({ option, certain }) => and([certain, coversName(option, name)])));
    const scans = and([covered, samePlace(registry.stack, asker.stack), registry.exists]);
    const seen = `${registry.logicalId} scans ${name ?? 'every repository'}`;
    const proof = cite(registry, 'Rules');
    if (scans === true) return [yes(seen, proof)];
    return isUndecided(scans) ? [unknown(`whether ${seen} is not known (${scans.why})`, proof)] : [];
  });
}

function coversName(rule: Value, name: string | undefined): Tri {
  const automatic = test(member(rule, 'ScanFrequency'), 'MANUAL', (frequency) => frequency !== 'MANUAL');
  const filters = itemsOf(member(rule, 'RepositoryFilters'));
  return and([automatic, or(filters.map((filter) => matches(member(filter, 'Filter'), name)))]);
}

/** A filter without a wildcard matches every name that contains it. */
function matches(filter: Value, name: string | undefined): Tri {
  if (name === undefined) {
    const every = test(filter, undefined, (text) => text === '*');
    return every === true || new Undecided('CloudFormation names the repository at deployment');
  }
  return test(filter, undefined, (text) =>
    matchesGlob(String(text).includes('*') ? String(text) : `*${text}*`, name),
  );
}
