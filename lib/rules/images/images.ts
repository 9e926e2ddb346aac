import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import type { Tri } from '../../model/tri';
import { keyOf, partsOf, type Part, type Value } from '../../model/value';
import { clusterTypes } from '../compute/kubernetes';
import { optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';

const repositoryType = 'AWS::ECR::Repository';

/** What runs container images, and the property that names them. */
const imagePaths: Readonly<Record<string, string>> = {
  'AWS::AppRunner::Service': 'SourceConfiguration.ImageRepository.ImageIdentifier',
  'AWS::Batch::JobDefinition': 'ContainerProperties.Image',
  'AWS::ECS::ExpressGatewayService': 'PrimaryContainer.Image',
  'AWS::ECS::TaskDefinition': 'ContainerDefinitions.*.Image',
  'AWS::Lambda::Function': 'Code.ImageUri',
  'AWS::Serverless::Function': 'ImageUri',
};

/** The first property on the way to the images of a resource, which proofs name. */
export function imageProperty({ type }: Resource): string {
  return imagePaths[type]!.replace(/\.\*.*$/, '');
}

/** What runs container images: by name in the templates, or in a cluster of Kubernetes. */
export function imageUsers(environment: Environment): readonly Resource[] {
  const named = environment.of(...Object.keys(imagePaths)).filter((user) => imageValues(user).length > 0);
  return [...named, ...environment.of(...clusterTypes)];
}

/** Agents that AWS publishes and maintains, which are no code of the application. */
const agentsOfAws = /^public\.ecr\.aws\/(aws-observability|cloudwatch-agent|xray)\//;

function imageValues(user: Resource): readonly Value[] {
  const path = imagePaths[user.type];
  const images = path === undefined ? [] : user.each(path);
  return images.filter((image) => image.kind !== 'known' || !agentsOfAws.test(String(image.value)));
}

/** An image that a resource runs, or may run. */
export interface Image {
  readonly text: Value;
  readonly certain: Tri;
  /** The repository, where the templates make it. */
  readonly repository?: Resource;
  /** The name of a repository of Amazon ECR; undefined where it is not known, and for other registries. */
  readonly name?: string;
  /** The tag; undefined where it is not known. */
  readonly tag?: string;
  readonly hasDigest: boolean;
}

export function imagesOf(user: Resource): readonly Image[] {
  return imageValues(user)
    .flatMap(optionsOf)
    .map(({ option: text, certain }) => ({ text, certain, ...parse(text, user) }));
}

/** Stand for tokens in a text: for one that may hold any text, and for a name of AWS that holds no separator. */
const marks = { open: '\u0000', name: '\u0001' };

function parse(text: Value, user: Resource): Omit<Image, 'text' | 'certain'> {
  const marked = (partsOf(text) ?? [vaguePart]).map(markOf).join('');
  const path = marked.slice(marked.indexOf('/') + 1);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const name = /\.dkr[.-]ecr\./.test(marked) ? path.replace(/[@:].*$/s, '') : undefined;
  const known = name === undefined || name.includes(marks.open) ? undefined : name;
  const made = resourcesIn(text).find(({ type }) => type === repositoryType);
  return {
    repository:
      made ?? (known === undefined ? undefined : repositoryNamed(known, marked, user.stack.environment)),
    name: known,
    tag: tagIn(last),
    hasDigest: last.includes('@'),
  };
}

const vaguePart: Part = { kind: 'opaque', key: '', why: '', atomic: false };

function markOf(part: Part): string {
  if (typeof part === 'string') return part;
  return part.kind === 'opaque' && !part.atomic ? marks.open : marks.name;
}

/** The tag behind the name of an image: without one, registries give out the latest. */
function tagIn(text: string): string | undefined {
  const at = text.indexOf(':');
  const tag = at < 0 ? 'latest' : text.slice(at + 1);
  const unknown = at < 0 ? text.includes(marks.open) : /[\u0000\u0001]/.test(tag);
  return unknown ? undefined : tag;
}

const repositories = perEnvironment((environment) => {
  const named = environment.of(repositoryType).map((repository) => {
    const { region } = repository.stack;
    return [`${region ?? ''}/${keyOf(repository.read('RepositoryName')) ?? ''}`, repository] as const;
  });
  return new Map(named);
});

/** The repository of the templates that has a name, in the region that the host of the image names. */
function repositoryNamed(name: string, image: string, environment: Environment): Resource | undefined {
  const region = /\.dkr[.-]ecr\.([a-z0-9-]+)\./.exec(image)?.[1];
  const table = repositories(environment);
  return table.get(`${region ?? ''}/${name}`) ?? table.get(`/${name}`);
}

/** The name of a repository that the templates make; undefined where CloudFormation gives it one. */
export function nameOf(repository: Resource): string | undefined {
  const name = repository.read('RepositoryName');
  return name.kind === 'known' ? String(name.value) : undefined;
}

/** Whether an image is an asset of the CDK: its tag is the hash of what it is made from, and is never used again. */
export function isCdkAsset({ name, tag }: Image): boolean {
  return /^cdk-[a-z0-9_-]{1,10}-container-assets-/i.test(name ?? '') && /^[0-9a-f]{64}$/.test(tag ?? '');
}
