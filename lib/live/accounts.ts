import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { CallFailed, callFailed } from './call-failed';
import { Session, type SessionOptions } from './session';

/** How an account is reached: by a profile, by a role, or, with neither, as the AWS CLI would. */
export interface Reach {
  readonly profile?: string;
  /** ARN of a role to assume, with the credentials that there are. */
  readonly role?: string;
  readonly externalId?: string;
}

/** An account that can be asked. */
export interface Account {
  readonly id: string;
  readonly session: Session;
}

const roleSession = 'cdk-readiness';

/** Why an account cannot be asked at all, as one sentence. */
export class UnreachableAccount extends Error {
  override readonly name = 'UnreachableAccount';
}

/** Opens an account; a region is where its own name is asked for. Throws `UnreachableAccount`. */
export async function openAccount(
  reach: Reach,
  region: string,
  options: Omit<SessionOptions, 'credentials'>,
): Promise<Account> {
  const session = new Session({ ...options, credentials: credentialsOf(reach, region) });
  const aws = session.aws({ account: '', region }, new Date(0));
  try {
    const { Account: id } = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
    if (id === undefined)
      throw new UnreachableAccount(`AWS does not say which account ${named(reach)} leads to`);
    return { id, session };
  } catch (error) {
    session.close();
    if (error instanceof UnreachableAccount) throw error;
    const { message } = error instanceof CallFailed ? error : callFailed('sts:GetCallerIdentity', error);
    throw new UnreachableAccount(
      `${named(reach)} cannot be used: ${message}; log in, or name others by --profile or --role`,
    );
  }
}

function credentialsOf({ profile, role, externalId }: Reach, region: string): unknown {
  const clientConfig = { region };
  if (role === undefined)
    return profile === undefined ? undefined : fromNodeProviderChain({ profile, clientConfig });
  return fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: roleSession, ExternalId: externalId },
    clientConfig,
    ...(profile === undefined ? {} : { masterCredentials: fromNodeProviderChain({ profile, clientConfig }) }),
  });
}

/** How messages name what leads to an account. */
export function named({ profile, role }: Reach): string {
  if (role !== undefined) return `the role ${role}`;
  return profile === undefined ? 'the credentials of this environment' : `the profile ${profile}`;
}

/** The region that the environment or a profile names; undefined where there is none. */
export async function defaultRegion({ profile }: Reach): Promise<string | undefined> {
  try {
    return await new STSClient({ ...(profile === undefined ? {} : { profile }) }).config.region();
  } catch {
    return undefined;
  }
}
