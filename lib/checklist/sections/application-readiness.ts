import { candidates } from '../../rules/candidates';
import { isPooled, isUsed } from '../../rules/database/pooling';
import { proxyType } from '../../rules/database/proxies';
import { judgeAny, requireEach } from '../../rules/finding';
import { imageUsers } from '../../rules/images/images';
import { runsScannedImages } from '../../rules/images/scanning';
import { runsFixedImages } from '../../rules/images/tags';
import { limitsRequests } from '../../rules/limits/entries';
import { ifPublic } from '../../rules/network/entries';
import { isOn } from '../../rules/reading';
import { isGuarded } from '../../rules/webhooks/guards';
import { isReadByService, isRotated, signingSecrets } from '../../rules/webhooks/secrets';
import type { Workload } from '../../rules/workload';
import { group } from '../item';
import { requestRates } from '../thresholds';

const proxies = ({ environment }: Workload) =>
  candidates(environment, 'database proxy', environment.of(proxyType), [proxyType]);

const containers = ({ environment }: Workload) =>
  candidates(environment, 'container image', imageUsers(environment), []);

/** Items under "Code Quality" of the checklist. */
export const codeQuality = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'Code Quality',
  items: [
    {
      id: 'CODE1',
      text: 'All tests passing (>99% coverage)',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'CODE2',
      text: 'No critical security vulnerabilities',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-7d',
      controls: [
        {
          id: 'CODE2.scanned',
          title: 'Repository scans the images that the services run',
          severity: 'error',
          why: 'A report without findings means nothing where nobody looked: images age into known vulnerabilities.',
          fix: 'Set imageScanOnPush on the repository or a scanning rule on the registry, or use ScannedRepository.',
          check: (w) => judgeAny(containers(w), runsScannedImages),
          docs: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
        },
        {
          id: 'CODE2.immutable',
          title: 'Image is named by a digest, or by a tag that never moves',
          severity: 'warning',
          why: 'A tag that moves lets a server that starts tomorrow run something else than what was scanned and tested.',
          fix: 'Set imageTagMutability to IMMUTABLE and give each build its own tag, or use ScannedRepository.',
          check: (w) => judgeAny(containers(w), runsFixedImages),
          docs: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
        },
      ],
    },
    {
      id: 'CODE3',
      text: 'Performance benchmarks met',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'CODE4',
      text: 'Code review completed',
      evidence: ['attest'],
      freshness: 'Git provider T-dep',
    },
    {
      id: 'CODE5',
      text: 'Documentation updated',
      evidence: ['attest'],
      freshness: 'tech lead T-90d',
    },
  ],
});

/** Items under "Database" of the checklist. */
export const database = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'Database',
  items: [
    {
      id: 'DATA1',
      text: 'Migration scripts tested',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'DATA2',
      text: 'Indexes optimized',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-90d',
    },
    {
      id: 'DATA3',
      text: 'Query performance validated',
      evidence: ['live', 'attest'],
      freshness: 'DBA T-dep',
    },
    {
      id: 'DATA4',
      text: 'Backup/restore tested',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'bot ≤35 d; DBA T-90d',
    },
    {
      id: 'DATA5',
      text: 'Connection pooling configured',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'CI T-dep if app-side pool',
      controls: [
        {
          id: 'DATA5.pooled',
          title: 'Database has a pool that its clients share',
          severity: 'error',
          why: 'Every new task or function opens connections of its own, until the database has none left and refuses everybody.',
          fix: 'Put an RDS Proxy before the database, such as PooledDatabaseConnections makes, or attest the pool of the application.',
          check: (w) => requireEach(w.databases, (database) => isPooled(database, w.services)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html',
        },
        {
          id: 'DATA5.used',
          title: 'Database is reached through its pool alone',
          severity: 'error',
          why: 'A pool that the application connects around saves no connection, on the day it was bought for.',
          fix: 'Give services the endpoint of the proxy: endpoint of PooledDatabaseConnections, and readerEndpoint to read.',
          check: (w) => judgeAny(w.databases, isUsed),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html',
        },
        {
          id: 'DATA5.tls',
          title: 'Database proxy refuses connections without TLS',
          severity: 'warning',
          why: 'A proxy speaks to clients for itself: what the database asks of them does not count there.',
          fix: 'Set requireTLS to true, or use PooledDatabaseConnections.',
          check: (w) => judgeAny(proxies(w), (proxy) => isOn(proxy, 'RequireTLS', false)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html',
        },
      ],
    },
  ],
});

/** Items under "API & Integrations" of the checklist. */
export const apiIntegrations = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Application Readiness',
  group: 'API & Integrations',
  items: [
    {
      id: 'API1',
      text: 'All endpoints load tested',
      evidence: ['attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'API2',
      text: 'Rate limits configured',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'API2.throttled',
          title: 'API answers a limited number of requests',
          severity: 'error',
          why: 'A client in an endless loop uses up what API Gateway grants to all APIs of the account, or what the servers can take.',
          fix: 'Set throttlingRateLimit for all methods of every stage, or add a rate-based rule that blocks to the web ACL of the API.',
          check: (w) =>
            (w.entries.resources.length > 0 ? judgeAny : requireEach)(
              w.entries,
              ifPublic((entry) => limitsRequests(entry, requestRates)),
            ),
          docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
        },
      ],
    },
    {
      id: 'API3',
      text: 'API documentation published',
      evidence: ['synth', 'live'],
      freshness: 'live 24 h',
    },
    {
      id: 'API4',
      text: 'External integrations tested',
      evidence: ['live', 'attest'],
      freshness: 'CI T-dep',
    },
    {
      id: 'API5',
      text: 'Webhook endpoints secured',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'AppSec T-90d',
      controls: [
        {
          id: 'API5.guarded',
          title: 'Webhook endpoint is limited or asks who sends',
          severity: 'error',
          why: 'The path of a webhook is no secret: anybody who knows it can send forged events, as many as they like.',
          fix: 'Cover the path by a rate-based or blocking rule of the web ACL, such as WebhookSigningSecret makes, or give it an authorizer or mutual TLS.',
          check: (w) =>
            requireEach(
              w.webhooks,
              ifPublic((endpoint) => isGuarded(endpoint, requestRates.clientPerSecond)),
            ),
          docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-scope-down-statements.html',
        },
        {
          id: 'API5.secret',
          title: 'Secret for the signatures of webhooks is readable by a service',
          severity: 'error',
          why: 'A service that cannot read the secret accepts forged events, or refuses all of them.',
          fix: 'Grant the service that takes in webhooks to read the secret: grantRead of WebhookSigningSecret.',
          check: (w) =>
            (w.webhooks.resources.length > 0 ? requireEach : judgeAny)(signingSecrets(w), (secret) =>
              isReadByService(secret, w.services),
            ),
          docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html',
        },
        {
          id: 'API5.rotation',
          title: 'Secret for the signatures of webhooks rotates',
          severity: 'warning',
          why: 'A secret that never changes stays useful to everybody who ever saw it.',
          fix: 'Give the secret a rotation schedule, such as rotationFunction of WebhookSigningSecret makes.',
          check: (w) => judgeAny(signingSecrets(w), isRotated),
          docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
        },
      ],
    },
    {
      id: 'API6',
      text: 'API versioning strategy implemented',
      evidence: ['synth', 'attest'],
      freshness: 'architect T-365d',
    },
  ],
});
