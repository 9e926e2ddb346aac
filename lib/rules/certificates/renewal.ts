import { arnFields } from '../../model/arn';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { or, Undecided } from '../../model/tri';
import { alternatives, keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay } from '../either-way';
import { allOf } from '../possible';
import { classicBalancerType, distributionType, hiddenBalancer, ifPublic } from '../network/entries';
import { balancerType } from '../network/routing';
import { passesThrough } from './https';
import { certificatesOf, certificateType, domainsOf, type CertificateUse } from './uses';

/** Whether every certificate of an entry renews without anybody doing anything. */
export const renewsItself = ifPublic((entry) => {
  const hidden = hiddenBalancer(entry);
  if (hidden) return hidden;
  const possible = certificatesOf(entry).map((use) => ({
    certain: use.certain,
    answer: eitherWay(use.certificate, (option) => renews(use, option)),
  }));
  const { open } = domainsOf(entry);
  if (open !== undefined) possible.push({ certain: true, answer: unknown(open) });
  if (possible.length === 0) return presentsNothing(entry);
  const answer = allOf(possible);
  // A name under a domain of AWS has a certificate anyway; a load balancer may be without.
  return answer.is === 'yes' && isBalancer(entry)
    ? given(or(possible.map(({ certain }) => certain)), answer)
    : answer;
});

function isBalancer({ type }: Resource): boolean {
  return type === balancerType || type === classicBalancerType;
}

/** What is called under a domain of AWS shows the certificate of AWS; a load balancer has none of its own. */
function presentsNothing(entry: Resource): Answer {
  if (!isBalancer(entry)) {
    return yes('AWS keeps the certificate of its own domain name', present(entry));
  }
  return (
    passesThrough(entry) ??
    no('it presents no certificate, expected one from AWS Certificate Manager', present(entry))
  );
}

function renews(use: CertificateUse, certificate: Value): Answer {
  const proof = cite(use.owner, use.path);
  if (certificate.kind === 'absent') return yes('');
  const made = targetOf(certificate, use.owner.stack).resources[0];
  if (made?.type === certificateType) return isRenewable(made, proof);
  const expected = 'expected one that AWS Certificate Manager issued and validates by DNS';
  if (made) return unknown(`the certificate comes from ${made.logicalId} (${made.type}), ${expected}`, proof);
  const service = keyOf(arnFields(certificate)?.service ?? certificate);
  if (service === 'iam' || use.path.endsWith('IamCertificateId')) {
    return no(`the certificate is a server certificate of IAM, which nobody renews, ${expected}`, proof);
  }
  return unknown(
    `the certificate ${show(certificate)} is not among the templates; verify in the account that it renews`,
    proof,
  );
}

function isRenewable(certificate: Resource, use: Evidence): Answer {
  if (certificate.read('CertificateAuthorityArn').kind !== 'absent') {
    return unknown(
      'the certificate comes from a private authority; verify that clients trust it and that it renews',
      use,
    );
  }
  const method = certificate.read('ValidationMethod');
  const proof = [cite(certificate, 'ValidationMethod', method), use];
  return eitherWay(method, (option) => renewsBy(option, proof));
}

function renewsBy(method: Value, proof: readonly Evidence[]): Answer {
  const seen =
    method.kind === 'absent'
      ? 'ValidationMethod is not set and so EMAIL'
      : `ValidationMethod is ${show(method)}`;
  if (method.kind === 'absent' || keyOf(method) === 'EMAIL') {
    return no(`${seen}, expected DNS: a person must confirm each renewal`, ...proof);
  }
  if (method.kind !== 'known') {
    return unknown(`ValidationMethod is not known (${whyNotKnown(method)}), expected DNS`, ...proof);
  }
  return method.value === 'DNS'
    ? yes(seen, ...proof)
    : unknown(`${seen}; verify in the account that it renews`, ...proof);
}

/** Whether the certificate of a distribution lies where CloudFront looks for it. */
export const liesInVirginia = ifPublic((entry) => {
  if (entry.type !== distributionType) return undefined;
  const answers = certificatesOf(entry).flatMap((use) => {
    const options = alternatives(use.certificate);
    const judged = options.flatMap((option) => regionOf(use, option));
    const wrong = judged.filter(({ is }) => is === 'no');
    const doubt = new Undecided(whyNotKnown(use.certificate) ?? 'it is not known');
    return wrong.length > 0 && wrong.length < options.length ? [given(doubt, all(wrong))] : judged;
  });
  return answers.length > 0 ? all(answers) : undefined;
});

function regionOf(use: CertificateUse, certificate: Value): readonly Answer[] {
  const made = targetOf(certificate, use.owner.stack).resources[0];
  if (made && made.type !== certificateType) return [];
  const fields = arnFields(certificate);
  if (!made && keyOf(fields?.service ?? certificate) !== 'acm') return [];
  const region = made ? made.stack.region : keyOf(fields!.region);
  // CloudFront refuses a certificate from elsewhere at deployment, so an unknown region cannot go live wrong.
  if (region === undefined || !/^[a-z]{2}-/.test(region)) return [];
  const proof = made ? present(made) : cite(use.owner, use.path);
  if (region === 'us-east-1') return [yes('the certificate lies in us-east-1', proof)];
  const expected = 'expected us-east-1: CloudFront takes certificates from there only';
  return [no(`the certificate lies in ${region}, ${expected}`, proof)];
}
