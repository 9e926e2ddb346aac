import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { serviceTypes } from '../../compute/services';
import { machineTypes } from '../../jobs/machines';
import { isForPayments, paymentMetricsOf } from './metrics';

const groupType = 'AWS::Logs::LogGroup';

/** What runs code, and so may take payments. */
const runners = ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::ECS::Service', ...machineTypes];

/** What can be declared to take payments; a log group stands for whatever writes to it. */
export const paymentTypes: readonly string[] = [...serviceTypes, ...machineTypes, groupType];

/**
 * What takes payments: the code that is named for them or, where none is, that in whose logs they are counted. A log
 * stands for what writes it where that is not in the templates.
 */
export function inferPayments(environment: Environment): readonly Resource[] {
  const named = environment.of(...runners).filter(isForPayments);
  if (named.length > 0) return named;
  const counted = environment.of(...runners).filter((runner) => paymentMetricsOf(runner).length > 0);
  if (counted.length > 0) return counted;
  return environment.of(groupType).filter((group) => paymentMetricsOf(group).length > 0);
}

/** Nothing in a template shows that an application takes no payments. */
export function hiddenPayments(): string {
  return 'the application may take payments that no template shows: declare payments in the workload, or none with the reason';
}
