import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not } from '../../model/tri';
import { itemsOf, partsOf, show, type Value } from '../../model/value';
import { any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { readFunction } from '../compute/functions';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { roleMay, sendTraces, writeLogs, type Act } from '../policies/role-permissions';
import { test } from '../reading';
import type { Variable } from './containers';
import { signsOf, switchedOff } from './signs';
import { layers, type Layer } from './tracers';

const variablesPath = 'Environment.Variables';
const wrapper = 'AWS_LAMBDA_EXEC_WRAPPER';

/** Whether a function sends traces. */
export function isTracedFunction(fn: Resource): Answer {
  const active = tracesActively(fn);
  if (active.is === 'yes') return active;
  const who = fn.logicalId;
  const variables = variablesOf(fn);
  const proof = cite(fn, variablesPath, readFunction(fn, variablesPath));
  const { off, says } = switchedOff(who, variables);
  if (off === true) return no(`${says}, and ${active.message}`, proof, ...active.evidence);
  const signs = signsOf(who, variables).map((sign) =>
    sign.kind === 'away'
      ? given(sign.certain, yes(sign.says, proof))
      : unknown(`${sign.says}; verify that an application monitor traces it`, proof),
  );
  const instrumented = any([...layersOf(fn, variables), ...signs], '');
  if (instrumented.is === 'yes') return given(not(off), instrumented);
  return any(
    [active, instrumented].filter(({ message }) => message !== ''),
    '',
  );
}

/** The property by which X-Ray is switched on; the Serverless Application Model calls it otherwise. */
function tracingPath({ type }: Resource): string {
  return type === 'AWS::Serverless::Function' ? 'Tracing' : 'TracingConfig.Mode';
}

/** Whether Lambda itself sends traces of a function: PassThrough hands on those of others. */
export function tracesActively(fn: Resource): Answer {
  const path = tracingPath(fn);
  return eitherWay(readFunction(fn, path), (mode) => {
    const proof = cite(fn, path, mode);
    const truth = test(mode, 'PassThrough', (text) => text === 'Active');
    const seen =
      mode.kind === 'absent' ? `${path} is not set and so PassThrough` : `${path} is ${show(mode)}`;
    if (truth === true) return yes(seen, proof);
    return truth === false
      ? no(`${seen}, expected Active`, proof)
      : unknown(`${path} is not known (${truth.why}), expected Active`, proof);
  });
}

function variablesOf(fn: Resource): readonly Variable[] {
  return optionsOf(readFunction(fn, variablesPath)).flatMap(({ option, certain }) =>
    option.kind === 'map'
      ? Object.keys(option.entries).flatMap((name) =>
          optionsOf(member(option, name)).map((value) => ({
            name,
            value: value.option,
            isSecret: false,
            certain: and([certain, value.certain]),
          })),
        )
      : [],
  );
}

function layersOf(fn: Resource, variables: readonly Variable[]): readonly Answer[] {
  const proof = cite(fn, 'Layers', readFunction(fn, 'Layers'));
  return itemsOf(readFunction(fn, 'Layers'))
    .flatMap(optionsOf)
    .flatMap(({ option, certain }) => {
      const layer = layers.find(({ arn }) => arn.test(literal(option)));
      if (!layer) return [];
      const answer = instruments(layer, fn, variables);
      return [given(certain, { ...answer, evidence: [...answer.evidence, proof] })];
    });
}

function instruments({ name, wraps }: Layer, fn: Resource, variables: readonly Variable[]): Answer {
  const seen = `${fn.logicalId} has ${name}`;
  if (!wraps) return unknown(`${seen}; verify that it traces the function`);
  const started = variables.find((variable) => variable.name === wrapper);
  const proof = cite(fn, variablesPath, readFunction(fn, variablesPath));
  return started
    ? given(started.certain, yes(`${seen}, started by ${wrapper}`, proof))
    : no(`${seen}, but ${wrapper} is not set, expected /opt/otel-instrument`, proof);
}

function literal(value: Value): string {
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : '*')).join('');
}

/** Whether a function reports to Application Signals, by the layer that does. */
export function reportsSignals(fn: Resource): boolean {
  return layersOf(fn, variablesOf(fn)).some(({ is }) => is === 'yes');
}

/** Whether a function that X-Ray traces may deliver its traces; undefined where it delivers none to X-Ray. */
export function functionMayDeliver(fn: Resource): Answer | undefined {
  const layered = layersOf(fn, variablesOf(fn)).find(({ is }) => is !== 'no');
  const active = tracesActively(fn);
  if (active.is === 'no' && !layered) return undefined;
  const answer = actsBy(fn, sendTraces);
  return active.is === 'yes' || layered?.is === 'yes' || answer.is !== 'no'
    ? answer
    : unknown(`${active.message}; ${answer.message}`, ...answer.evidence);
}

/** Whether a function may write its log. */
export function functionMayLog(fn: Resource): Answer {
  return actsBy(fn, writeLogs);
}

/** What the Serverless Application Model allows the role that it makes for a function by itself. */
function actsBy(fn: Resource, act: Act): Answer {
  const role = readFunction(fn, 'Role');
  if (fn.type === 'AWS::Serverless::Function' && isStated(role) === false)
    return yes(`the role that is made for ${fn.logicalId} allows ${act.action}`, present(fn));
  return roleMay(fn, 'Role', act, 'it');
}
