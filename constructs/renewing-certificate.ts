import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { outsideZone, refuse } from './private/problems';

/** Properties of a RenewingCertificate. */
export interface RenewingCertificateProps {
  /** The name that the certificate is for, for instance `shop.example.com` or `*.example.com`. */
  readonly domainName: string;
  /**
   * Further names that the certificate is for.
   * @default - none
   */
  readonly subjectAlternativeNames?: string[];
  /** The public hosted zone of all these names; the record that ACM renews the certificate by is kept there. */
  readonly hostedZone: IHostedZone;
}

/**
 * A certificate that AWS issues and renews by itself, because the DNS record that proves the ownership stays in the
 * hosted zone. It is renewed only while something uses it. For CloudFront it must be made in a stack in us-east-1.
 */
export class RenewingCertificate extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('ENV3.renewal');

  /** The certificate, for listeners and distributions. */
  public readonly certificate: Certificate;

  constructor(scope: Construct, id: string, props: RenewingCertificateProps) {
    super(scope, id);
    const alternatives = props.subjectAlternativeNames ?? [];
    refuse(this, [
      outsideZone('domainName', props.domainName, props.hostedZone),
      ...alternatives.map((name) => outsideZone('subjectAlternativeNames', name, props.hostedZone)),
    ]);
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: props.domainName,
      subjectAlternativeNames: props.subjectAlternativeNames,
      validation: CertificateValidation.fromDns(props.hostedZone),
    });
  }
}
