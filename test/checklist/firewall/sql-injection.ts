import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { balancer, resource } from '../serving/resources';
import { guardedBalancer, sqlInjection, standard } from './resources';

const database: JsonObject = { Db: resource('RDS::DBInstance', { Engine: 'postgres' }) };
const counted = (...parts: readonly string[]): JsonObject => ({
  RuleActionOverrides: parts.map((part) => ({ Name: `SQLi_${part}`, ActionToUse: { Count: {} } })),
});
const custom = { SqliMatchStatement: { FieldToMatch: { QueryString: {} } } };

/** Firewalls in front of databases that are asked in SQL. */
export const injections: ControlCases = {
  pass: [
    { name: 'the group', resources: { ...guardedBalancer([...standard, sqlInjection()]), ...database } },
    {
      name: 'one rule counted',
      resources: { ...guardedBalancer([...standard, sqlInjection(counted('BODY'))]), ...database },
    },
  ],
  fail: [
    {
      name: 'no group',
      resources: { ...guardedBalancer(), ...database },
      findings: ['fail Alb: Acl: no rule runs AWSManagedRulesSQLiRuleSet, expected it to block'],
    },
    {
      name: 'every rule counted',
      resources: {
        ...guardedBalancer([
          ...standard,
          sqlInjection(counted('QUERYARGUMENTS', 'BODY', 'COOKIE', 'URIPATH')),
        ]),
        ...database,
      },
      findings: [
        'fail Alb: Acl: all rules SQLi of AWSManagedRulesSQLiRuleSet are overridden to Count, expected Block',
      ],
    },
  ],
  unknown: [
    {
      name: 'a rule of our own',
      resources: {
        ...guardedBalancer([
          ...standard,
          { Name: 'sql', Priority: 1, Action: { Block: {} }, Statement: custom },
        ]),
        ...database,
      },
      findings: [
        'unknown Alb: Acl: no rule runs AWSManagedRulesSQLiRuleSet; verify that sql and its like stop the same attacks',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a database that is not asked in SQL',
      resources: { ...guardedBalancer(), Table: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'no firewall',
      resources: { Alb: balancer(), ...database },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
