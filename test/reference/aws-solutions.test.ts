import { App, type PolicyViolation } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acceptedFindings, acceptFindings } from '../../bin/accepted-findings';
import { referenceEnvironment } from '../../bin/reference-environment';

const { context } = require('../../cdk.json') as { readonly context: Record<string, unknown> };

function violationsIn(change: (app: App) => void): readonly PolicyViolation[] {
  const app = new App({ context });
  referenceEnvironment(app);
  change(app);
  app.synth();
  return new AwsSolutionsChecks(app).validateScope(app).violations;
}

test('AwsSolutionsChecks has no finding in the reference environment that is not accepted with a reason', () => {
  expect(violationsIn(acceptFindings)).toEqual([]);
});

test('every accepted finding is one', () => {
  const violations = violationsIn(() => undefined);
  const isFound = (path: string, rule: string): boolean =>
    violations.some(
      ({ ruleName, violatingResources }) =>
        ruleName.replace(/\[.*/s, '') === rule &&
        violatingResources.some(({ constructPath }) => (constructPath ?? '').startsWith(`${path}/`)),
    );
  const unmatched = acceptedFindings.filter(({ path, rule }) => !isFound(path, rule));
  expect(unmatched).toEqual([]);
});
