import type { Probe } from './probe';

/** What a probe is asked about, as part of a sentence: `the databases of the workload (AWS::RDS::DBCluster)`. */
export function aboutInWords({ about, id }: Pick<Probe, 'about' | 'id'>): string {
  switch (about.of) {
    case 'proof':
      return `what proves ${(about.items ?? [id.replace(/\..*$/, '')]).join(', ')} (${about.types.join(', ')})`;
    case 'role':
      return `the ${about.role} of the workload (${about.types.join(', ')})`;
    case 'every':
      return `every resource of the stacks of type ${about.types.join(', ')}`;
    case 'region':
      return 'each region that stacks lie in';
  }
}
