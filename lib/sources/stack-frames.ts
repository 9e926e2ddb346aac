import { fileURLToPath } from 'node:url';
import { isAbsolute } from 'node:path';
import { shownPath } from './file';

/**
 * The first line of the user's own code in a stack trace of the CDK, as `lib/shop.ts:42:7`, relative to the
 * working directory where it is inside. Undefined where the trace holds none.
 */
export function userSource(frames: unknown, cwd: string): string | undefined {
  if (!Array.isArray(frames)) return undefined;
  for (const frame of frames) {
    const source = typeof frame === 'string' ? ownLine(frame, cwd) : undefined;
    if (source) return source;
  }
  return undefined;
}

function ownLine(frame: string, cwd: string): string | undefined {
  const [, location, line, column] = /^(.*):(\d+):(\d+)$/.exec(locationOf(frame.trim())) ?? [];
  const path = location && filePath(location);
  if (!path || isForeign(path)) return undefined;
  return `${shownPath(path, cwd)}:${line}:${column}`;
}

// `at Shop.method (/app/shop.ts:1:2)`, `at /app/shop.ts:1:2`, `at async file:///app/shop.mjs:1:2`
function locationOf(frame: string): string {
  const open = frame.indexOf(' (');
  if (open !== -1 && frame.endsWith(')')) return frame.slice(open + 2, -1);
  return frame.replace(/^at /, '').replace(/^async /, '');
}

function filePath(location: string): string | undefined {
  if (!location.startsWith('file://')) return isAbsolute(location) ? location : undefined;
  try {
    return fileURLToPath(location);
  } catch {
    return undefined;
  }
}

// Libraries, and the runtime that carries apps written in other languages.
function isForeign(path: string): boolean {
  return /[\\/](?:node_modules|jsii-runtime\.js|@jsii|jsii-kernel-[^\\/]*)(?:[\\/]|$)/.test(path);
}
