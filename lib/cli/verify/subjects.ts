import type { ChecklistItem } from '../../checklist';
import type { Readiness } from '../../evidence/readiness';
import type { Probe } from '../../live/probe';
import type { Question } from '../../live/run';
import { regionType, type Location, type Target } from '../../live/target';
import { Resource } from '../../model/resource';
import { roles, type Role } from '../../rules/declaration';
import type { Finding } from '../../rules/finding';
import type { Workload } from '../../rules/workload';

/** The findings of one control in one environment, with its item. */
interface JudgedItem {
  readonly item: ChecklistItem;
  readonly findings: readonly Finding[];
}

/** What plays a role in the account. */
interface Cast {
  readonly targets: Target[];
  /** The reason declared for having none. */
  none?: string;
}

/** What there is to ask about: what proves each item, what plays each role, and everything in the stacks. */
export class Subjects {
  private readonly proofs = new Map<string, Map<string, Target>>();
  private readonly casts = new Map<Role, Cast>(roles.map((role) => [role, { targets: [] }]));
  private readonly all: Target[] = [];

  constructor(private readonly locations: readonly Location[]) {}

  /** Adds what the templates of an environment show. */
  addJudged(judged: readonly JudgedItem[], workload: Workload): void {
    for (const { item, findings } of judged) {
      for (const resource of findings.flatMap(resourcesOf)) this.addProof(item.id, targetOf(resource));
    }
    for (const role of roles) {
      const cast = this.casts.get(role)!;
      const { none, resources } = workload[role];
      cast.none ??= none;
      cast.targets.push(...resources.flatMap((resource) => targetOf(resource) ?? []));
    }
    for (const resource of workload.environment.resources()) this.all.push(...defined(targetOf(resource)));
  }

  /** Adds what readiness.yaml names and no template shows. */
  addElsewhere({ elsewhere }: Pick<Readiness, 'elsewhere'>, targetOfArn: (arn: string) => Target): void {
    for (const { item, arns } of elsewhere.items) {
      for (const { text } of arns) this.addProof(item, targetOfArn(text));
    }
    for (const { role, arns } of elsewhere.roles) {
      this.casts.get(role)!.targets.push(...arns.map(({ text }) => targetOfArn(text)));
    }
  }

  /** The questions that a probe has here. */
  questions(probe: Probe): readonly Question[] {
    return this.targets(probe).map((target) => ({ probe, target }));
  }

  /** The role that a probe asks about and that nobody plays, with the reason where one is declared. */
  vacantRole({ about }: Probe): { readonly role: string; readonly none?: string } | undefined {
    if (about.of !== 'role') return undefined;
    const cast = this.casts.get(about.role as Role);
    return cast && cast.targets.length > 0 ? undefined : { role: about.role, none: cast?.none };
  }

  private targets({ about, id }: Probe): readonly Target[] {
    switch (about.of) {
      case 'region':
        return this.locations.map((location) => ({ ...location, type: regionType, id: location.region }));
      case 'role':
        return ofTypes(this.casts.get(about.role as Role)?.targets ?? [], about.types);
      case 'every':
        return ofTypes(this.all, about.types);
      case 'proof':
        return ofTypes(this.proofOf(about.items ?? [id.replace(/\..*$/, '')]), about.types);
    }
  }

  private proofOf(items: readonly string[]): readonly Target[] {
    const found = items.flatMap((item) => [...(this.proofs.get(item) ?? [])]);
    return [...new Map(found).values()];
  }

  private addProof(item: string, target: Target | undefined): void {
    if (!target) return;
    const targets = this.proofs.get(item) ?? new Map<string, Target>();
    this.proofs.set(item, targets.set(keyOf(target), target));
  }
}

function resourcesOf({ outcome, subject, answer }: Finding): readonly Resource[] {
  if (outcome === 'notApplicable') return [];
  const cited = answer.evidence.map(({ resource }) => resource);
  return subject instanceof Resource ? [subject, ...cited] : cited;
}

/** A resource of a deployed template as the account knows it. */
function targetOf({ type, physicalId, stack, logicalId }: Resource): Target | undefined {
  const { account, region } = stack;
  if (physicalId === undefined || account === undefined || region === undefined) return undefined;
  return { type, id: physicalId, account, region, definedIn: { stack: stack.displayName, logicalId } };
}

function ofTypes(targets: readonly Target[], types: readonly string[]): readonly Target[] {
  return targets.filter(({ type }) => types.includes(type));
}

function defined<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function keyOf({ type, id, account, region }: Target): string {
  return `${account} ${region} ${type} ${id}`;
}
