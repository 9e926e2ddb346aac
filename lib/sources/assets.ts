import { readText, type FileRef } from './file';
import { parseJson } from './json-text';
import { isObject } from './template';

/**
 * Finds the file behind a published asset by the name that it is published under (`<hash>.json`), from asset
 * manifests that are read at the first question. The path is relative to the folder of the manifests.
 */
export function assetFiles(
  manifests: () => readonly FileRef[],
): (published: string | undefined) => string | undefined {
  let files: Map<string, string> | undefined;
  return (published) => {
    if (published === undefined) return undefined;
    files ??= new Map(manifests().flatMap(publishedFiles));
    return files.get(published);
  };
}

function publishedFiles(manifest: FileRef): [string, string][] {
  const content = parseJson(readText(manifest), manifest.shown);
  const files = isObject(content) && isObject(content.files) ? Object.values(content.files) : [];
  return files.flatMap((asset) => {
    if (!isObject(asset) || !isObject(asset.source) || !isObject(asset.destinations)) return [];
    const { path } = asset.source;
    if (typeof path !== 'string') return [];
    return Object.values(asset.destinations).flatMap((destination): [string, string][] => {
      const key = isObject(destination) ? destination.objectKey : undefined;
      return typeof key === 'string' ? [[key.split('/').at(-1) ?? key, path]] : [];
    });
  });
}
