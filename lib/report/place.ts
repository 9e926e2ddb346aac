import type {
  AskedReport,
  FindingReport,
  LiveResourceReport,
  ProbeFindingReport,
  Report,
  ResourceReport,
} from '../assess/report';
import { clockAndAge } from './seen';

/** What a control or a probe found about one subject. */
export type AnyFinding = FindingReport | ProbeFindingReport;

/** Says where findings of a report are, in the words of people who know the code or the account. */
export class Places {
  /** Where the code or a template makes a deployed resource, by its stack and logical id. */
  private readonly makers = new Map<string, string>();
  private readonly accounts: number;
  private readonly now: string;

  constructor({ items, asked, generatedAt }: Pick<Report, 'items' | 'asked' | 'generatedAt'>) {
    this.now = generatedAt;
    this.accounts = new Set(asked.map(({ account }) => account)).size;
    for (const { resource } of items.flatMap(({ controls }) =>
      controls.flatMap(({ findings }) => findings),
    )) {
      const { stack, stackName = stack, logicalId, constructPath } = resource ?? {};
      if (resource && logicalId !== undefined && (isSourced(resource) || constructPath))
        this.makers.set(`${stackName} ${logicalId}`, templatePlace(resource));
    }
  }

  of(finding: AnyFinding): string {
    if (!('origin' in finding)) return this.live(finding.resource);
    const { resource, environment } = finding;
    const stage = environment === undefined ? '' : `, stage ${environment}`;
    const place = resource === undefined ? whole(environment) : templatePlace(resource) + stage;
    return place + this.origin(finding);
  }

  /** Which templates were judged; nothing is said of those that this run read. */
  private origin({ origin, at, outcome, resource }: FindingReport): string {
    // The message of what is expired says when that was.
    const when = outcome === 'expired' ? '' : `, read ${clockAndAge(at, this.now)}`;
    if (origin === 'account') return `, deployed in ${this.region(resource ?? {})}${when}`;
    return at === this.now ? '' : `, in the templates of ${clockAndAge(at, this.now)}`;
  }

  private live({ type, id, stack, logicalId, ...place }: LiveResourceReport): string {
    const name =
      type === 'AWS::Region' ? `the region ${this.region(place)}` : `${id} (${type}, ${this.region(place)})`;
    if (stack === undefined || logicalId === undefined) return name;
    return `${name}, made by ${this.makers.get(`${stack} ${logicalId}`) ?? `${logicalId} in ${stack}`}`;
  }

  /** The account is named where there are several. */
  private region({ account, region = 'the account' }: Partial<AskedReport>): string {
    return this.accounts > 1 && account !== undefined ? `${region} of ${account}` : region;
  }
}

function whole(environment: string | undefined): string {
  return environment === undefined ? 'the whole workload' : `the whole stage ${environment}`;
}

/** Where a template has a resource: the line in the user's code if it is known, then the construct or the resource. */
function templatePlace(resource: ResourceReport): string {
  return isSourced(resource) ? sourced(resource.source!, resource) : nameOf(resource);
}

function isSourced({ source, stack }: ResourceReport): boolean {
  return source !== undefined && source !== stack;
}

function nameOf({ stack, logicalId, constructPath }: ResourceReport): string {
  return constructPath || (logicalId === undefined ? `stack ${stack}` : `${logicalId} in ${stack}`);
}

/** A line of a template names its stack already: `network.yaml:7:3 (Db)`. */
function sourced(source: string, resource: ResourceReport): string {
  const { stack, logicalId, constructPath } = resource;
  const inTemplate = !constructPath && logicalId !== undefined && source.startsWith(`${stack}:`);
  return `${source} (${inTemplate ? logicalId : nameOf(resource)})`;
}
