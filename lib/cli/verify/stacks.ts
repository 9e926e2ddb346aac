import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readiness } from '../../evidence/readiness';
import { listed } from '../../evidence/nearest';
import { applyStacks } from '../../evidence/stack-settings';
import { selectStages } from '../../evidence/stages';
import type { Aws } from '../../live/aws';
import { targetOfArn } from '../../live/arn';
import { CallFailed } from '../../live/call-failed';
import { inParallel } from '../../live/parallel';
import { withActions } from '../../live/session';
import { driftActions, stackActions } from '../../live/stacks/actions';
import { withDrift } from '../../live/stacks/drift';
import { readStack, stackNames } from '../../live/stacks/read';
import type { Location, Target } from '../../live/target';
import type { DeployedStack } from '../../model/deployed';
import type { EnvironmentInput, StackInput } from '../../model/input';
import { readDeployed, type Deployed } from '../../sources/deployed';
import { differences } from '../../sources/differences';
import { openSources } from '../../sources/open';
import type { ProgressLine } from '../progress';
import { UsageError } from '../usage-error';

/** Options that say which stacks are verified. */
export interface StackOptions {
  readonly stack?: readonly string[];
  readonly against?: string;
  readonly stage?: readonly string[];
  readonly drift?: boolean;
}

/** A stack that is to be found in the account. */
export interface Wanted extends Partial<Location> {
  /** Its name, or a pattern with `*`. */
  readonly name: string;
  /** Stage that it belongs to; empty where it belongs to none. */
  readonly environment: string;
  /** The stack as the assembly has it, to compare with. */
  readonly assembled?: StackInput;
}

/**
 * The stacks that the options name; those of an assembly where they name none. There need not be any where
 * readiness.yaml names resources. Throws `UsageError`.
 */
export function wantedStacks(options: StackOptions, readiness: Readiness, cwd: string): readonly Wanted[] {
  const { stack: patterns = [], against } = options;
  const folder = against ?? (patterns.length === 0 ? 'cdk.out' : undefined);
  if (folder === undefined) return patterns.map((name) => ({ name, environment: '' }));
  if (against === undefined && !existsSync(resolve(cwd, folder))) {
    if (elsewhereIn(readiness).length > 0) return [];
    throw new UsageError(
      'name the stacks to verify: --stack Shop-Data, --stack "Shop-*", or --against an assembly folder; or name resources in readiness.yaml',
    );
  }
  const stages = options.stage?.map((text) => ({ text, place: '--stage' })) ?? readiness.stages;
  const opened = applyStacks(openSources([folder], cwd), readiness.stacks);
  const assembled = [...selectStages(opened, stages)].flatMap(wantedOf);
  const fits = (wanted: Wanted): boolean =>
    patterns.length === 0 || patterns.some((pattern) => matches(pattern, wanted.name));
  const unknown = patterns.filter((pattern) => !assembled.some(({ name }) => matches(pattern, name)));
  return [...assembled.filter(fits), ...unknown.map((name) => ({ name, environment: '' }))];
}

function wantedOf({ name: environment, stacks }: EnvironmentInput): readonly Wanted[] {
  return stacks.map((assembled) => {
    const { stackName, displayName, account, region } = assembled;
    return { name: stackName ?? displayName, environment, account, region, assembled };
  });
}

/** The resources that readiness.yaml names by their ARNs, with what they are there for. */
export function elsewhereIn({ elsewhere }: Readiness): readonly Target[] {
  const arns = [...elsewhere.items, ...elsewhere.roles].flatMap((each) => each.arns);
  return arns.map(({ text }) => targetOfArn(text));
}

/** What stands for the stacks where none is looked at: templates that show nothing, and prove no absence. */
export function withoutStacks(locations: readonly Location[]): FoundStacks {
  const reason = 'no stack was looked at';
  const stack = { id: 'no stack', displayName: 'no stack', template: { Resources: {} }, ...locations[0] };
  const environment = { name: '', stacks: [stack], hidden: [reason] };
  return { environments: [environment], locations: distinct(locations), notices: [] };
}

/** The stacks that were found, by environment, and what the reader should know of them. */
export interface FoundStacks {
  readonly environments: readonly EnvironmentInput[];
  readonly locations: readonly Location[];
  readonly notices: readonly string[];
}

/** Where stacks are looked for. */
export interface Search {
  readonly locations: readonly Location[];
  readonly aws: (location: Location) => Aws;
  readonly progress: ProgressLine;
  /** Whether CloudFormation is to compare the stacks with their resources first. */
  readonly drift: boolean;
}

/** Reads the stacks from the accounts. Throws `UsageError` where one is named that is nowhere. */
export async function findStacks(wanted: readonly Wanted[], search: Search): Promise<FoundStacks> {
  const candidates = (await inParallel(wanted, (each) => expand(each, search))).flat();
  let count = 0;
  const looked = await inParallel(candidates, async (candidate) => {
    search.progress.show(`Reading stack ${candidate.name} (${++count} of ${candidates.length})`);
    return look(candidate, search);
  });
  for (const each of wanted) refuseMissing(each, looked, search);
  const found = looked.filter(({ stack }) => stack !== undefined);
  if (found.length === 0) throw new UsageError(nothingFound(looked, search));
  const names = [...new Set(wanted.map(({ environment }) => environment))];
  const deployed = names.map((name) => deployedIn(looked, name));
  return {
    environments: deployed.map(({ environment }) => environment),
    locations: distinct(found.map(({ location }) => location)),
    notices: deployed.flatMap(({ notices }) => notices),
  };
}

/** A stack of one name in one location, where it may or may not be. */
interface Candidate {
  readonly wanted: Wanted;
  readonly name: string;
  readonly location: Location;
}

/** What was found of a candidate. */
interface Looked extends Candidate {
  readonly stack?: DeployedStack;
  /** Why it may be there and could not be read. */
  readonly unread?: string;
}

/** The names that a pattern stands for, in every location where it may lie. */
async function expand(wanted: Wanted, { locations, aws }: Search): Promise<readonly Candidate[]> {
  const here = locations.filter(
    ({ account, region }) => account === (wanted.account ?? account) && region === (wanted.region ?? region),
  );
  const places = here.length > 0 ? here : fixed(wanted);
  if (!wanted.name.includes('*')) return places.map((location) => ({ wanted, name: wanted.name, location }));
  const names = await inParallel(places, (location) =>
    withActions(stackActions, () => stackNames(aws(location))),
  );
  return places.flatMap((location, index) =>
    names[index]!.filter((name) => matches(wanted.name, name)).map((name) => ({ wanted, name, location })),
  );
}

/** The one location of a stack that lies in none of those that the options name. */
function fixed({ account, region }: Wanted): readonly Location[] {
  return account !== undefined && region !== undefined ? [{ account, region }] : [];
}

async function look(candidate: Candidate, { aws, drift, progress }: Search): Promise<Looked> {
  const { name, location } = candidate;
  try {
    const stack = await withActions(stackActions, () => readStack(name, aws(location)));
    if (!stack || !drift) return { ...candidate, stack };
    const onProgress = (stackName: string, seconds: number): void => {
      progress.show(`Waiting for the drift of ${stackName} (${seconds} s)`);
    };
    const actions = [...stackActions, ...driftActions];
    return {
      ...candidate,
      stack: await withActions(actions, () => withDrift(stack, aws(location), { onProgress })),
    };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const where = `${location.account}/${location.region}`;
    return { ...candidate, unread: `stack ${name} in ${where} could not be read: ${error.message}` };
  }
}

/** A stack that is in the assembly and in no account is a difference; one that was asked for by name is a mistake. */
function refuseMissing(wanted: Wanted, looked: readonly Looked[], { locations }: Search): void {
  const own = looked.filter((each) => each.wanted === wanted);
  if (wanted.assembled || own.some(({ stack, unread }) => stack ?? unread)) return;
  const where = locations.map(({ account, region }) => `${account}/${region}`);
  throw new UsageError(`there is no stack ${JSON.stringify(wanted.name)} in ${listed(where)}`);
}

function nothingFound(looked: readonly Looked[], { locations }: Search): string {
  const [unread] = looked.flatMap((each) => each.unread ?? []);
  const where = listed(locations.map(({ account, region }) => `${account}/${region}`));
  return unread ?? `none of the stacks ${listed(looked.map(({ name }) => name))} is in ${where}`;
}

/** The stacks of each Stage; what could not be read there may hold what the others do not show. */
function deployedIn(looked: readonly Looked[], name: string): Deployed {
  const own = looked.filter(({ wanted }) => wanted.environment === name);
  const found = own.filter((each): each is Looked & { readonly stack: DeployedStack } => !!each.stack);
  const { environment, notices } = readDeployed([...new Set(found.map(({ stack }) => stack))], name);
  const assembled = new Map(found.map(({ stack, wanted }) => [stack.id, wanted.assembled]));
  const stacks = environment.stacks.map((stack) => asAssembled(stack, assembled.get(stack.stackId ?? '')));
  const hidden = own.flatMap(({ unread }) => unread ?? []);
  const different = found.flatMap(({ stack, wanted }) =>
    wanted.assembled ? differences(stack, wanted.assembled) : [],
  );
  const absent = own.flatMap(({ stack, unread, name: missing, wanted }) =>
    (stack ?? unread ?? !wanted.assembled) ? [] : [`${missing} is in the assembly and not deployed`],
  );
  return { environment: { name, stacks, hidden }, notices: [...hidden, ...absent, ...notices, ...different] };
}

/** A deployed stack with the names and the lines of code that its assembly knows. */
function asAssembled(stack: StackInput, assembled: StackInput | undefined): StackInput {
  return assembled
    ? { ...stack, displayName: assembled.displayName, constructs: assembled.constructs }
    : stack;
}

function distinct(locations: readonly Location[]): readonly Location[] {
  return [...new Map(locations.map((each) => [`${each.account}/${each.region}`, each])).values()];
}

/** Whether a name fits a pattern, in which `*` stands for any text. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const last = index === rest.length - 1;
    const found = last && part !== '' ? name.length - part.length : name.indexOf(part, at);
    if (found < at || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}
