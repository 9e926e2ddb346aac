import { matchesGlob } from '../../model/compare';
import type { Resource } from '../../model/resource';
import { not, or, Undecided, type Tri } from '../../model/tri';
import { known, show } from '../../model/value';
import { cite, given, no, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { allOf } from '../possible';
import { test } from '../reading';
import { imageProperty, imagesOf, isCdkAsset, type Image } from './images';

/** Whether the images that a resource runs are the ones that were tested: by digest, or by a tag that never moves. */
export function runsFixedImages(user: Resource): Answer | undefined {
  const answers = imagesOf(user).map((image) => {
    const answer = isFixed(image, user);
    const evidence = [...answer.evidence, cite(user, imageProperty(user))];
    return { certain: image.certain, answer: { ...answer, evidence } };
  });
  return answers.length > 0 ? allOf(answers) : undefined;
}

function isFixed(image: Image, user: Resource): Answer {
  const { repository, tag } = image;
  const seen = `${user.logicalId} runs ${show(image.text)}`;
  if (image.hasDigest) return yes(`${seen}, a digest`);
  if (tag === 'latest')
    return no(`${seen}, which is whatever was pushed last, expected a tag of its own or a digest`);
  if (repository) return given(repository.exists, keepsTag(repository, tag));
  if (isCdkAsset(image)) return yes(`${seen}, the hash of what it is made from`);
  return unknown(`${seen}; verify that nobody can move this tag, or name the digest`);
}

/** Whether a tag of a repository can never lead to another image. */
function keepsTag(repository: Resource, tag: string | undefined): Answer {
  const path = 'ImageTagMutability';
  const expected = 'expected IMMUTABLE';
  return eitherWay(repository.read(path), (value) => {
    const setting = value.kind === 'absent' ? known('MUTABLE') : value;
    const proof = cite(repository, path, value);
    const seen = `${path} of ${repository.logicalId} is ${value.kind === 'absent' ? 'not set and so MUTABLE' : show(value)}`;
    const fixed = test(setting, undefined, (text) => String(text).startsWith('IMMUTABLE'));
    const hasExceptions =
      test(setting, undefined, (text) => String(text).endsWith('_WITH_EXCLUSION')) === true;
    const excepted = hasExceptions ? isExcepted(repository, tag) : false;
    const kept = typeof excepted !== 'boolean' ? excepted : excepted ? not(fixed) : fixed;
    const exception = excepted === true ? `, and ${tag} is excluded` : '';
    if (kept === true) return yes(`${seen}${exception}`, proof);
    if (kept === false) return no(`${seen}${exception}, ${expected}`, proof);
    return unknown(`${path} of ${repository.logicalId} is not known (${kept.why}), ${expected}`, proof);
  });
}

function isExcepted(repository: Resource, tag: string | undefined): Tri {
  const filters = repository.each(
    'ImageTagMutabilityExclusionFilters.*.ImageTagMutabilityExclusionFilterValue',
  );
  if (tag === undefined) return new Undecided('the tag is not known');
  return or(filters.map((filter) => test(filter, undefined, (text) => matchesGlob(String(text), tag))));
}
