import { Undecided, type Tri } from '../../model/tri';

/** A condition on the text of a path or of a method. */
export interface Condition {
  readonly text: string;
  /** `EXACTLY`, `STARTS_WITH`, `ENDS_WITH`, `CONTAINS` or `CONTAINS_WORD`. */
  readonly position: string;
}

/** Whether a text meets a condition. */
export function meets(seen: string, { text, position }: Condition): Tri {
  switch (position) {
    case 'EXACTLY':
      return seen === text;
    case 'STARTS_WITH':
      return seen.startsWith(text);
    case 'ENDS_WITH':
      return seen.endsWith(text);
    case 'CONTAINS':
      return seen.includes(text);
    case 'CONTAINS_WORD':
      return seen.split(/\W+/).includes(text);
    default:
      return new Undecided(`PositionalConstraint is ${position}`);
  }
}

/** Beginnings under which a whole API lies: everything, `/api`, `/v1`, `/graphql`. */
const wholeApi = /^\/?((api|apis|rest|graphql|v\d+)(\/v\d+)?\/?)?$/i;

/** Parts of an application beside its API, or so small a part of it that to limit them is not to limit it. */
const besideApi =
  /(^|[/_-])(log-?in|log-?out|sign-?in|sign-?up|register|auth|oauth2?|token|password|forgot-?password|admin|wp-admin|wp-login|xmlrpc|webhooks?|hooks?|health|healthz|health-?check|ready|readyz|live|livez|ping|status|metrics|static|assets|images?|img|css|js|fonts?|media|public|docs|favicon|robots)($|[/_.?-])/i;

/** `.`, `.js`: requests for files. */
const fileName = /^\.\w*$/;

/** Whether every path of an API meets a condition; which paths it has is known by convention alone. */
export function coversApi(condition: Condition): Tri {
  const { text, position } = condition;
  if (position === 'EXACTLY') return /^\/graphql\/?$/i.test(text);
  // Every path begins with a slash.
  if (position === 'STARTS_WITH' && text !== '' && !text.startsWith('/')) return false;
  if (fileName.test(text) || besideApi.test(text)) return false;
  if (position !== 'ENDS_WITH' && wholeApi.test(text)) return true;
  return new Undecided(`whether the whole API has paths with ${text} is not known`);
}
