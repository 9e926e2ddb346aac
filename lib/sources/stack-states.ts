import { withNested, type ReadStack } from './drift';

/** What the states of a stack and its resources say against taking the template for what runs. */
export function stateNotices(pair: ReadStack): readonly string[] {
  return withNested(pair).flatMap(({ stack, input: { displayName } }) => {
    const about = stateOf(stack.status);
    const failed = stack.resources.filter(({ status }) => status.endsWith('_FAILED'));
    return [
      ...(about === undefined ? [] : [`${displayName} is ${stack.status}: ${about}`]),
      ...(stack.unnamed > 0 ? [unnamed(displayName, stack.unnamed)] : []),
      ...failed.map(({ logicalId, type, status }) => `${displayName}: ${logicalId} (${type}) is ${status}`),
    ];
  });
}

function unnamed(shown: string, count: number): string {
  const what = count === 1 ? 'a resource' : `${count} resources`;
  return `${shown}: CloudFormation lists ${what} without saying which; what it does not name is judged by the template`;
}

function stateOf(status: string): string | undefined {
  if (status === 'REVIEW_IN_PROGRESS')
    return 'it is only a change set that nobody executed, nothing is deployed';
  if (status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') return 'what it replaced is still being deleted';
  if (status.startsWith('DELETE_')) return 'its deletion began, so what it made may be gone';
  if (status.endsWith('_IN_PROGRESS'))
    return 'it is changing while it is judged; verify again when it is done';
  if (status.startsWith('UPDATE_ROLLBACK_'))
    return status.endsWith('_COMPLETE')
      ? 'its last update failed and was undone; what is judged is the state before it'
      : 'its last update failed and could not be undone; its resources may be of either version';
  if (status === 'ROLLBACK_COMPLETE')
    return 'its creation failed and was undone; delete it and deploy it again';
  if (status.endsWith('_FAILED')) return 'its last deployment failed; its resources may be of either version';
  return undefined;
}
