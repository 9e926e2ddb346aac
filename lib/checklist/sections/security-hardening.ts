import { exportsAuditLog } from '../../rules/audit/databases';
import { networks, recordsTraffic } from '../../rules/audit/flow-logs';
import { keepsTrail, resistsTampering, trails } from '../../rules/audit/trails';
import { candidates, type Candidates } from '../../rules/candidates';
import { hasHeadroom } from '../../rules/compute/headroom';
import { corsConfig } from '../../rules/cors/behaviors';
import { verifyPreflight } from '../../rules/cors/origins';
import { corsPolicies, guardsBehavior } from '../../rules/cors/policies';
import { admitsNamedOrigins, corsSurfaces } from '../../rules/cors/surfaces';
import { logsInWithIam } from '../../rules/database/authentication';
import { liesApart } from '../../rules/database/exposure';
import { admitsGroupsAlone } from '../../rules/database/ingress';
import { hasOwnUsers, rotatesPassword } from '../../rules/database/passwords';
import { storesSql } from '../../rules/database/sql';
import { refusesPlainText } from '../../rules/database/transport';
import { alertsSomebody } from '../../rules/detection/alerts';
import { detectsIntrusion, watchesServers } from '../../rules/detection/detectors';
import { judgeAny, requireEach } from '../../rules/finding';
import { absorbsFloods } from '../../rules/firewall/absorption';
import { isFirewalled } from '../../rules/firewall/attached';
import { judgeFirewalls, runsBlocking, stopsCommonAttacks } from '../../rules/firewall/inspection';
import { keepsLogs } from '../../rules/firewall/logging';
import { sqlGroup } from '../../rules/firewall/managed-groups';
import { limitsAddresses, limitsUsers } from '../../rules/limits/entries';
import { ifPublic } from '../../rules/network/entries';
import { isOn } from '../../rules/reading';
import type { Workload } from '../../rules/workload';
import { group } from '../item';
import { databaseAccess, floods, intrusion, requestRates } from '../thresholds';

const surfaces = ({ environment, entries }: Workload): Candidates => {
  const resources = corsSurfaces(environment, entries.resources);
  const none = resources.length > 0 ? undefined : entries.none;
  const hidden = entries.hidden ?? `an application may answer browsers itself: ${verifyPreflight}`;
  return { ...entries, noun: 'public entry or CORS rule', resources, none, hidden };
};
const headerPolicies = ({ environment }: Workload) =>
  candidates(environment, 'response headers policy with CORS rules', corsPolicies(environment), []);

/** Items under "Security Hardening" of the checklist. */
export const securityHardening = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Infrastructure & Environment',
  group: 'Security Hardening',
  items: [
    {
      id: 'SEC1',
      text: 'Run security audit (OWASP Top 10)',
      evidence: ['live', 'attest'],
      freshness: 'external auditor T-90d',
    },
    {
      id: 'SEC2',
      text: 'Configure WAF rules',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC2.attached',
          title: 'Public entry is behind a web firewall',
          severity: 'error',
          why: 'The scan for the exploit of the week reaches the application itself, and the first unpatched library decides.',
          fix: 'Attach a WebFirewall to the entry, or put it behind a guarded CloudFront distribution and lock it to that.',
          check: (w) => requireEach(w.entries, isFirewalled),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html',
        },
        {
          id: 'SEC2.rules',
          title: 'Web firewall blocks common attacks and known bad inputs',
          severity: 'error',
          why: 'A firewall that has no rules, or only counts, looks like protection on every dashboard and stops nothing.',
          fix: 'Run the core and the known bad inputs rule groups of AWS without overriding them to Count, or use WebFirewall.',
          check: (w) => judgeAny(w.entries, stopsCommonAttacks),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
        },
        {
          id: 'SEC2.sql-injection',
          title: 'Web firewall blocks SQL injection',
          severity: 'warning',
          why: 'One query built from a string is enough to read the whole database through a search field.',
          fix: 'Run the SQL database rule group of AWS without overriding it to Count, or use WebFirewall.',
          check: (w) =>
            judgeAny(w.entries, (entry) =>
              w.databases.resources.some(storesSql)
                ? judgeFirewalls(entry, (acl) => runsBlocking(acl, sqlGroup))
                : undefined,
            ),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html',
        },
        {
          id: 'SEC2.logging',
          title: 'Web firewall logs what it blocks',
          severity: 'warning',
          why: 'Without a log nobody can tell an attack from a customer who was turned away by mistake.',
          fix: 'Add a logging configuration with a destination whose name begins with aws-waf-logs-, or use WebFirewall.',
          check: (w) => judgeAny(w.entries, (entry) => judgeFirewalls(entry, keepsLogs)),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging.html',
        },
      ],
    },
    {
      id: 'SEC3',
      text: 'Set up DDoS protection',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC3.absorbed',
          title: 'Public entry turns floods of requests away',
          severity: 'error',
          why: 'Shield Standard stops floods of packets only; a botnet that sends well-formed requests takes every server.',
          fix: 'Give the firewall of the entry a rate-based rule that blocks, as WebFirewall does, or use DdosProtection.',
          check: (w) => requireEach(w.entries, absorbsFloods),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-resiliency.html',
        },
        {
          id: 'SEC3.headroom',
          title: 'Service can grow to twice its lowest capacity',
          severity: 'warning',
          why: 'Until the flood is recognised it must be served; a service at its limit is down from the first minute.',
          fix: 'Raise the highest capacity of the scaling to twice the lowest, as HighlyAvailableService does.',
          check: (w) => judgeAny(w.services, (service) => hasHeadroom(service, floods.headroom)),
          docs: 'https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/aws-best-practices-ddos-resiliency.html',
        },
      ],
    },
    {
      id: 'SEC4',
      text: 'Enable rate limiting (per IP and per user)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC4.per-ip',
          title: 'Public entry limits the requests of each address',
          severity: 'error',
          why: 'Without a limit, one machine that floods the entry takes the servers away from everybody else.',
          fix: 'Add a rate-based rule that blocks by IP to the web ACL of the entry, and give it no scope-down statement.',
          check: (w) =>
            requireEach(
              w.entries,
              ifPublic((entry) => limitsAddresses(entry, requestRates)),
            ),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html',
        },
        {
          id: 'SEC4.per-user',
          title: 'Public entry limits the requests of each user',
          severity: 'error',
          why: 'Whoever tries passwords or copies a catalogue does it from thousands of addresses, each below its own limit.',
          fix: 'Add a rate-based rule with the session cookie or API key as its sole custom key, or API keys with a usage plan. Where the application itself limits its users, waive the control and name the test that shows it.',
          check: (w) =>
            judgeAny(
              w.entries,
              ifPublic((entry) => limitsUsers(entry, requestRates)),
            ),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html',
        },
      ],
    },
    {
      id: 'SEC5',
      text: 'Configure CORS properly',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC5.origins',
          title: 'CORS rules name the origins that they admit, over HTTPS',
          severity: 'error',
          why: 'An API that admits every origin lets any page that a user opens read what that user may read.',
          fix: 'List the https origins of your own sites, or attach a CorsPolicy to the behaviour that serves the API.',
          check: (w) => requireEach(surfaces(w), admitsNamedOrigins),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html',
        },
        {
          id: 'SEC5.attached',
          title: 'Response headers policy with CORS rules is attached to the behaviour that serves the API',
          severity: 'error',
          why: 'A policy that no behaviour uses, or only the one for images, changes no answer of the API.',
          fix: 'Set responseHeadersPolicy of the behaviour that serves the API to the policy, such as CorsPolicy makes.',
          check: (w) => judgeAny(headerPolicies(w), guardsBehavior),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html',
        },
        {
          id: 'SEC5.overrides',
          title: 'Response headers policy replaces the CORS headers of its origin',
          severity: 'warning',
          why: 'Where the header of the origin wins, one careless * in the application opens what the policy closed.',
          fix: 'Set originOverride to true in the CORS behaviour of the policy, or use CorsPolicy.',
          check: (w) =>
            judgeAny(headerPolicies(w), (policy) => isOn(policy, `${corsConfig}.OriginOverride`, false)),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html',
        },
      ],
    },
    {
      id: 'SEC6',
      text: 'Review and lock down database permissions',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'DBA T-90d (grant dump)',
      controls: [
        {
          id: 'SEC6.ingress',
          title: 'Database lets in the security groups of its clients alone',
          severity: 'error',
          why: 'A rule for a range of addresses lets in whatever runs there: a forgotten server, a laptop, an intruder.',
          fix: 'Name the clients instead of addresses: database.connections.allowDefaultPortFrom(service).',
          check: (w) =>
            requireEach(w.databases, (database) =>
              admitsGroupsAlone(database, databaseAccess.tooManyAddresses),
            ),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
        },
        {
          id: 'SEC6.private',
          title: 'Database lies in subnets without a route to the internet',
          severity: 'error',
          why: 'In a public subnet, one setting and one rule are all that keeps the internet out.',
          fix: 'Give the database isolated subnets: vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED }, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, liesApart),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
        },
        {
          id: 'SEC6.authentication',
          title: 'Database lets users log in with IAM',
          severity: 'error',
          why: 'A password that applications share is copied into files and chats, and nobody knows who used it.',
          fix: 'Set iamAuthentication to true and let services log in by grantConnect, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, logsInWithIam),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html',
        },
        {
          id: 'SEC6.rotation',
          title: 'Database has a master password that changes by itself',
          severity: 'error',
          why: 'A master password from last year opens the database to everybody who has worked with it since.',
          fix: 'Set manageMasterUserPassword to true, call addRotationSingleUser(), or use ReplicatedDatabase.',
          check: (w) =>
            judgeAny(w.databases, (database) => rotatesPassword(database, databaseAccess.passwordDays)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
        },
        {
          id: 'SEC6.tls',
          title: 'Database refuses connections without TLS',
          severity: 'warning',
          why: 'A client that forgets TLS sends passwords and customer data in the clear, and nobody notices.',
          fix: "Set the parameter rds.force_ssl to '1' (MySQL and MariaDB: require_secure_transport to ON), or use ReplicatedDatabase.",
          check: (w) => judgeAny(w.databases, refusesPlainText),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
        },
        {
          id: 'SEC6.master-user',
          title: 'Database has users for its services beside the master user',
          severity: 'warning',
          why: 'A flaw in an application that logs in as the master user gives the intruder every table, and the backups of them.',
          fix: 'Create a user with the grants that the service needs, and let it log in with IAM: database.grantConnect(service, user).',
          check: (w) => judgeAny(w.databases, (database) => hasOwnUsers(database, w.services)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.Security.html',
        },
      ],
    },
    {
      id: 'SEC7',
      text: 'Enable audit logging',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC7.trail',
          title: 'CloudTrail records every change in all regions',
          severity: 'error',
          why: 'After a break-in, nobody can tell which keys were made and what was changed, in a region that nobody watches least of all.',
          fix: 'Record management events of all regions, with file validation, in a private bucket, or use AuditTrail.',
          check: keepsTrail,
          docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
        },
        {
          id: 'SEC7.trail-bucket',
          title: 'Bucket of the trail keeps what somebody deletes',
          severity: 'warning',
          why: 'Whoever breaks in deletes the log of it, if nothing keeps the objects of the bucket.',
          fix: 'Lock the objects of the bucket, or version them at least, or use AuditTrail.',
          check: (w) => judgeAny(trails(w.environment), resistsTampering),
          docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
        },
        {
          id: 'SEC7.database',
          title: 'Database exports an audit log',
          severity: 'error',
          why: 'When data leaks, nobody can tell who read or changed which of it, nor who granted the right to.',
          fix: 'Switch the audit of the engine on (pgaudit for PostgreSQL) and export its log, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, exportsAuditLog),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html',
        },
        {
          id: 'SEC7.network',
          title: 'Network records the traffic that it refuses',
          severity: 'error',
          why: 'Without flow logs, nobody sees a server that scans its neighbours or sends data to strangers.',
          fix: 'Add a flow log of ALL or REJECT traffic to the network, or use NetworkFlowLog.',
          check: (w) => judgeAny(networks(w.environment), recordsTraffic),
          docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
        },
      ],
    },
    {
      id: 'SEC8',
      text: 'Set up intrusion detection',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'SEC8.detector',
          title: 'GuardDuty detector is on',
          severity: 'error',
          why: 'Stolen credentials and servers that mine coins are found by the bill, weeks later.',
          fix: 'Set Enable of the detector to true, or use IntrusionDetection.',
          check: detectsIntrusion,
          docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html',
        },
        {
          id: 'SEC8.alerted',
          title: 'GuardDuty findings of high severity reach a person',
          severity: 'error',
          why: 'A finding that nobody reads stops no intruder: a detector without a subscriber is a log file.',
          fix: 'Send findings from severity 7 on by an EventBridge rule to a topic that a person hears, or use IntrusionDetection.',
          check: (w) => alertsSomebody(w.environment, intrusion.severity),
          docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
        },
        {
          id: 'SEC8.runtime',
          title: 'GuardDuty detector watches what runs on the servers',
          severity: 'warning',
          why: 'Without its agent, GuardDuty sees the network and the account, but not the shell that an intruder opens.',
          fix: 'Enable RUNTIME_MONITORING with the agent for the servers in use, or use IntrusionDetection.',
          check: watchesServers,
          docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html',
        },
      ],
    },
  ],
});
