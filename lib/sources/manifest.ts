import type { JsonObject } from '../model/input';
import { readText, type FileRef } from './file';
import { parseJson } from './json-text';
import { isObject } from './template';
import { UnreadableFile, kindOf, quoted } from './unreadable';

/** What the manifest of a cloud assembly says of stacks and stages. */
export interface Manifest {
  readonly stacks: readonly StackArtifact[];
  readonly stages: readonly StageArtifact[];
}

/** A stack of a cloud assembly; files are named relative to the manifest's folder. */
export interface StackArtifact {
  readonly id: string;
  readonly displayName: string;
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly templateFile: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** File with the construct metadata; older versions of the CDK have it in the manifest itself. */
  readonly metadataFile?: string;
  readonly metadata?: JsonObject;
  /** Manifests of the stack's file assets. */
  readonly assetManifests: readonly string[];
}

/** An assembly inside the assembly: what a Stage makes. */
export interface StageArtifact {
  /** Path of the Stage: `Prod`, `Org/Prod`. */
  readonly name: string;
  readonly directory: string;
}

/** Reads the manifest of a cloud assembly. Throws UnreadableFile where it is damaged. */
export function readManifest(file: FileRef): Manifest {
  const manifest = parseJson(readText(file), file.shown);
  if (!isObject(manifest)) throw damaged(file.shown, `is ${kindOf(manifest)}; expected a manifest`);
  const { version, artifacts = {} } = manifest;
  if (typeof version !== 'string') {
    throw damaged(file.shown, `version is ${kindOf(version)}; expected the manifest of a cloud assembly`);
  }
  if (!isObject(artifacts)) {
    throw damaged(file.shown, `artifacts is ${kindOf(artifacts)}; expected a mapping`);
  }
  const reader = new ArtifactReader(file.shown, artifacts);
  return { stacks: reader.stacks(), stages: reader.stages() };
}

function damaged(shown: string, problem: string): UnreadableFile {
  return new UnreadableFile(shown, `${problem}: synthesize it again`);
}

class ArtifactReader {
  constructor(
    private readonly shown: string,
    private readonly artifacts: JsonObject,
  ) {}

  stacks(): StackArtifact[] {
    return this.ofType('aws:cloudformation:stack').map(([id, artifact]) => this.stack(id, artifact));
  }

  stages(): StageArtifact[] {
    return this.ofType('cdk:cloud-assembly').map(([id, artifact]) => {
      const directory = this.text(id, artifact, 'directoryName');
      const { displayName } = object(artifact.properties);
      const name = typeof displayName === 'string' ? displayName : directory.replace(/^assembly-/, '');
      return { name, directory };
    });
  }

  private ofType(type: string): [string, JsonObject][] {
    return Object.entries(this.artifacts).flatMap(([id, artifact]) => {
      if (!isObject(artifact)) {
        throw damaged(this.shown, `artifact ${quoted(id)} is ${kindOf(artifact)}; expected a mapping`);
      }
      return artifact.type === type ? [[id, artifact]] : [];
    });
  }

  private stack(id: string, artifact: JsonObject): StackArtifact {
    const properties = object(artifact.properties);
    const { displayName, additionalMetadataFile, metadata } = artifact;
    return {
      id,
      displayName: typeof displayName === 'string' ? displayName : id,
      stackName: typeof properties.stackName === 'string' ? properties.stackName : id,
      ...environment(artifact.environment),
      templateFile: this.text(id, artifact, 'templateFile'),
      parameters: strings(properties.parameters),
      tags: strings(properties.tags) ?? legacyTags(metadata),
      metadataFile: typeof additionalMetadataFile === 'string' ? additionalMetadataFile : undefined,
      metadata: isObject(metadata) ? metadata : undefined,
      assetManifests: this.assetManifests(artifact),
    };
  }

  private assetManifests(stack: JsonObject): string[] {
    const ids = Array.isArray(stack.dependencies) ? stack.dependencies : [];
    return ids.flatMap((id) => {
      if (typeof id !== 'string' || !Object.hasOwn(this.artifacts, id)) return [];
      const artifact = object(this.artifacts[id]);
      return artifact.type === 'cdk:asset-manifest' ? [this.text(id, artifact, 'file')] : [];
    });
  }

  private text(id: string, artifact: JsonObject, property: string): string {
    const value = object(artifact.properties)[property];
    if (typeof value === 'string') return value;
    throw damaged(this.shown, `${property} of artifact ${quoted(id)} is ${kindOf(value)}; expected a string`);
  }
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function environment(value: unknown): { account?: string; region?: string } {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(value)) ?? [];
  return {
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
  };
}

function strings(value: unknown): Record<string, string> | undefined {
  return record(Object.entries(object(value)));
}

/** Tags from a list of keys and values, as CloudFormation (`Key`) and older assemblies (`key`) write them. */
export function tagList(value: unknown): Record<string, string> | undefined {
  const pairs = (Array.isArray(value) ? value : []).map((tag) => {
    const { key, Key = key, value: text, Value = text } = object(tag);
    return [Key, Value];
  });
  return record(pairs);
}

// What is not literal is left out: it has its place in the template, not here.
function record(pairs: readonly (readonly unknown[])[]): Record<string, string> | undefined {
  const literal: [string, string][] = [];
  for (const [key, value] of pairs) {
    if (typeof key === 'string' && typeof value === 'string') literal.push([key, value]);
  }
  return literal.length > 0 ? Object.fromEntries(literal) : undefined;
}

function legacyTags(metadata: unknown): Record<string, string> | undefined {
  const entries = Object.values(object(metadata)).flatMap((list) => (Array.isArray(list) ? list : []));
  return tagList(entries.map(object).find((entry) => entry.type === 'aws:cdk:stack-tags')?.data);
}
