import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import { CfnCertificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Problem } from './problems';

/** Says that a certificate lies in another region than the one that can use it. */
export function elsewhere(certificate: ICertificate, expected: string): Problem {
  const region = regionOf(certificate);
  if (region === undefined || Token.isUnresolved(expected) || region === expected) return undefined;
  return `certificate is in ${region}, expected ${expected}`;
}

/** The region of an imported certificate is in its ARN; its environment is that of the stack that imports it. */
function regionOf(certificate: ICertificate): string | undefined {
  const { certificateArn: arn, env } = certificate;
  if (!Token.isUnresolved(arn)) return Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).region;
  const made = certificate.node.defaultChild instanceof CfnCertificate;
  return made && !Token.isUnresolved(env.region) ? env.region : undefined;
}

/** Says that a certificate made in this app lacks a name. What an imported certificate covers is not known. */
export function uncovered(prop: string, domainName: string, certificate: ICertificate): Problem {
  const made = certificate.node.defaultChild;
  if (!(made instanceof CfnCertificate)) return undefined;
  const covered = [made.domainName, ...(made.subjectAlternativeNames ?? [])];
  if ([domainName, ...covered].some((name) => Token.isUnresolved(name))) return undefined;
  if (covered.some((name) => covers(name.toLowerCase(), domainName.toLowerCase()))) return undefined;
  return `${prop} is ${domainName}, expected a name that the certificate covers: ${covered.join(', ')}`;
}

/** A wildcard stands for exactly one label. */
function covers(name: string, domainName: string): boolean {
  return (
    name === domainName ||
    (name.startsWith('*.') && domainName.slice(domainName.indexOf('.')) === name.slice(1))
  );
}
