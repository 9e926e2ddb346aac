import { evaluate, member } from '../../model/evaluate';
import { own } from '../../model/own';
import type { Resource } from '../../model/resource';
import { and, type Tri } from '../../model/tri';
import { itemsOf, type Value } from '../../model/value';
import { yes, cite } from '../answer';
import { isStated } from '../either-way';
import { isTrue, test } from '../reading';
import { alarmsNamed } from './attached';
import type { Deployment } from './deployments';

/**
 * The deployment that the Serverless Application Model makes of a function's preference. Its deployment group rolls
 * back on alarms without being told to.
 */
export function preferredDeployments(fn: Resource): readonly Deployment[] {
  const preference = preferenceOf(fn);
  const certain = and([isPreferred(preference), isStated(settingOf(fn, 'AutoPublishAlias'))]);
  if (certain === false) return [];
  const path = 'DeploymentPreference.Alarms';
  const takesBack = yes('', cite(fn, 'AutoPublishAlias', settingOf(fn, 'AutoPublishAlias')));
  const names = itemsOf(member(preference, 'Alarms'));
  return [{ owner: fn, path, certain, takesBack, ...alarmsNamed(names, fn) }];
}

function isPreferred(preference: Value): Tri {
  return and([isStated(preference), test(member(preference, 'Enabled'), true, isTrue)]);
}

/** What a function says about its deployments. */
export function preferenceOf(fn: Resource): Value {
  return settingOf(fn, 'DeploymentPreference');
}

/** A property of a function, its own or that of every function of its template. */
function settingOf(fn: Resource, name: string): Value {
  const value = fn.read(name);
  if (value.kind !== 'absent') return value;
  const globals = evaluate(own(fn.stack.input.template, 'Globals'), fn.stack);
  return member(member(globals, 'Function'), name);
}
