import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  AvailabilityObjective,
  CertificateAlarm,
  EntryAlarms,
  RenewingCertificate,
  StaticAssetsCdn,
  WebFirewall,
} from '../../constructs';
import { onCall, type OnCall } from './on-call';
import { hostedZoneOf, type ZoneProps } from './zone';

export interface EdgeStackProps extends ZoneProps {
  /** The cookie that tells users apart. */
  readonly userCookie: string;
  readonly onCall: OnCall;
}

/** CloudFront takes its certificate and its firewall from us-east-1 and publishes there, so all of it lives there. */
export class EdgeStack extends Stack {
  readonly cdn: StaticAssetsCdn;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const hostedZone = hostedZoneOf(this, props.zone);
    const domainName = `assets.${props.zone.zoneName}`;
    const { certificate } = new RenewingCertificate(this, 'Certificate', { hostedZone, domainName });
    this.cdn = new StaticAssetsCdn(this, 'Assets', { hostedZone, certificate, domainNames: [domainName] });
    const { distribution } = this.cdn;
    const firewall = { userCookie: props.userCookie, guardsDistributions: true };
    distribution.with(new WebFirewall(this, 'Firewall', firewall));

    const alarmProps = onCall(this, props.onCall);
    new EntryAlarms(this, 'AssetAlarms', { ...alarmProps, distribution });
    new AvailabilityObjective(this, 'AssetObjective', { ...alarmProps, distribution });
    new CertificateAlarm(this, 'CertificateAlarm', { ...alarmProps, certificate });
  }
}
