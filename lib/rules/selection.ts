import type { Environment } from '../model/environment';
import type { Resource } from '../model/resource';
import type { Selector } from './declaration';

/** The resources of certain types that a selector names: by construct path, or by stack and logical id. */
export function selected(
  environment: Environment,
  selector: Selector,
  types: readonly string[],
): readonly Resource[] {
  return environment.of(...types).filter((resource) => names(selector.text, resource));
}

function names(text: string, resource: Resource): boolean {
  const { stack, logicalId } = resource;
  const stacks = [stack.id, stack.displayName, stack.root.input.stackName, stack.root.input.id];
  if (text === logicalId || stacks.some((name) => text === `${name}.${logicalId}`)) return true;
  const path = stack.input.constructs?.construct(logicalId)?.path;
  return path !== undefined && path !== '' && (path === text || path.startsWith(`${text}/`));
}
