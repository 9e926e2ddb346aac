import type { Resource } from '../../model/resource';
import { Undecided, type Tri } from '../../model/tri';
import { itemsOf, partsOf, show, whyNotKnown, type Part, type Value } from '../../model/value';
import { no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay, optionsOf } from '../either-way';
import { allOf } from '../possible';

const expected = 'expected https origins by name';

/** What settles a question that the templates leave to the application. */
export const verifyPreflight =
  'verify that OPTIONS with a foreign Origin gets no Access-Control-Allow-Origin';

/** Suffixes under which anybody gets a name, so that a wildcard before them names nobody. */
const sharedSuffixes = [
  'amazonaws.com',
  'amplifyapp.com',
  'awsapprunner.com',
  'azurewebsites.net',
  'cloudfront.net',
  'github.io',
  'herokuapp.com',
  'netlify.app',
  'pages.dev',
  'vercel.app',
  'web.app',
  'workers.dev',
];

/** A list of origins: the property that holds it, as messages name it, and the proof. */
export interface OriginList {
  readonly name: string;
  readonly origins: Value;
  readonly proof: readonly Evidence[];
}

/** Whether every origin of a list is named, and reached over HTTPS alone. */
export function namesOrigins({ name, origins, proof }: OriginList): Answer {
  return eitherWay(origins, (list) => {
    if (list.kind === 'absent') return yes(`${name} is not set and so admits nobody`, ...proof);
    const each = itemsOf(list)
      .flatMap(optionsOf)
      .map(({ option, certain }) => ({ certain, answer: isNamed(name, option, proof) }));
    return allOf([{ certain: true, answer: yes(`${name} is ${show(list)}`, ...proof) }, ...each]);
  });
}

/** The answer for what leaves CORS to the application behind it. */
export function leftToApplication({ logicalId }: Resource): Answer {
  return unknown(`${logicalId} leaves CORS to the application; ${verifyPreflight}`);
}

/** The answer where every origin may read what is public anyway: then none of them matters. */
export function unlessPublic(isPublic: Tri, answer: Answer): Answer {
  if (answer.is === 'yes' || isPublic === false) return answer;
  if (isPublic === true) return yes('every origin may read what is public anyway', ...answer.evidence);
  return unknown(`${isPublic.why}: ${answer.message}`, ...answer.evidence);
}

function isNamed(name: string, origin: Value, proof: readonly Evidence[]): Answer {
  const parts = partsOf(origin);
  const text = parts && textWithLabels(parts);
  if (typeof text === 'string') {
    const problem = problemOf(text);
    return problem === undefined ? yes('', ...proof) : no(`${name} ${problem}`, ...proof);
  }
  const why = text?.why ?? whyNotKnown(origin) ?? 'it is no text';
  return unknown(`${name} is not known (${why}), ${expected}`, ...proof);
}

/**
 * The text of an origin, with a plain label for what AWS puts into the name of a host. A parameter that the whole name
 * depends on may be anything, a wildcard too.
 */
function textWithLabels(parts: readonly Part[]): string | Undecided {
  let text = '';
  for (const part of parts) {
    const open = text === '' || /^https?:\/\/(\*\.)?$/.test(text);
    if (typeof part === 'string') text += part;
    else if (part.kind === 'opaque' ? open && !part.atomic : text === '')
      return new Undecided(whyNotKnown({ kind: 'text', parts: [part] }) ?? 'it is not known');
    else text += 'label.label';
  }
  return text;
}

/** What is wrong with an origin; undefined for one that is named. */
function problemOf(text: string): string | undefined {
  const origin = text.toLowerCase();
  if (/^([a-z]+:\/\/)?\*$/.test(origin)) return `admits every origin (${text}), ${expected}`;
  if (origin === 'null') return `admits null, the origin of every sandboxed frame, ${expected}`;
  const [, scheme, host = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/.exec(origin) ?? [];
  if (scheme === undefined) return `admits ${text}, which states no scheme, ${expected}`;
  // What a page of the same machine sends never crosses the network, and apps for telephones send it.
  if (scheme === 'http' && !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host))
    return `admits ${text} over plain HTTP, ${expected}`;
  if (host.includes('*') && !isOwnDomain(host))
    return `admits ${text}, a name that anybody can get, ${expected}`;
  return undefined;
}

/** Whether a wildcard stands for the names under a domain that has one owner. */
function isOwnDomain(host: string): boolean {
  const domain = /^\*\.([^*:]+)(:[\d*]+)?$/.exec(host)?.[1];
  if (!domain?.includes('.')) return false;
  return !sharedSuffixes.includes(domain) && !domain.endsWith('.amazonaws.com');
}
