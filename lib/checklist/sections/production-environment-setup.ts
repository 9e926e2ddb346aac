import { encryptsData, survivesNodeFailure } from '../../rules/cache/failover';
import { isReachable } from '../../rules/cache/reachability';
import { guardsItsBuckets } from '../../rules/cdn/origins';
import {
  compresses,
  contentDelivery,
  deliversByHttps,
  deliversFromCache,
} from '../../rules/cdn/distributions';
import { isReachedByName } from '../../rules/cdn/dns';
import { speaksHttpsOnly } from '../../rules/certificates/https';
import { coversItsNames } from '../../rules/certificates/names';
import { refusesOldTls } from '../../rules/certificates/protocol';
import { liesInVirginia, renewsItself } from '../../rules/certificates/renewal';
import { spansZones } from '../../rules/compute/placement';
import { keepsServers } from '../../rules/compute/servers';
import { isOnDemand } from '../../rules/compute/spot';
import { isUnreachable } from '../../rules/database/exposure';
import { encryptsStorage, mayUseZones, refusesDeletion } from '../../rules/database/placement';
import { failsOver, hasReplicas } from '../../rules/database/replicas';
import { judgeAny, requireEach } from '../../rules/finding';
import {
  attributeIsOn,
  balancerSpansZones,
  isBalanced,
  isHealthChecked,
  replacesUnhealthy,
  usesHealthPath,
} from '../../rules/network/balancing';
import { balancers } from '../../rules/network/entries';
import { group } from '../item';
import { healthCheck, redundancy } from '../thresholds';
import { backupInfrastructure } from './backup-infrastructure';

/** Items under "Production Environment Setup" of the checklist. */
export const productionEnvironmentSetup = group({
  phase: 'Pre-Launch (T-7 Days)',
  section: 'Infrastructure & Environment',
  group: 'Production Environment Setup',
  items: [
    {
      id: 'ENV1',
      text: 'Provision production servers (min 3 for HA)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV1.servers',
          title: 'Service keeps three servers at the lowest point of its scaling',
          severity: 'error',
          why: 'With one or two servers, a deployment or the loss of a host leaves nobody to take the traffic.',
          fix: 'Set desiredCount and the minimum capacity of its scaling to 3 or more, or use HighlyAvailableService.',
          check: (w) => requireEach(w.services, (service) => keepsServers(service, redundancy.servers)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
        },
        {
          id: 'ENV1.zones',
          title: 'Service spreads over availability zones',
          severity: 'error',
          why: 'Servers in one zone all go when that zone loses power or network.',
          fix: 'Give the service subnets in two or more availability zones, or use HighlyAvailableService.',
          check: (w) => judgeAny(w.services, (service) => spansZones(service, redundancy.zones)),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
        },
        {
          id: 'ENV1.on-demand',
          title: 'Service keeps servers on on-demand capacity',
          severity: 'error',
          why: 'AWS takes Spot capacity back at two minutes’ notice, from many servers at a time.',
          fix: 'Give an on-demand capacity provider a base of 1 or more, or use HighlyAvailableService.',
          check: (w) => judgeAny(w.services, isOnDemand),
          docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
        },
      ],
    },
    {
      id: 'ENV2',
      text: 'Configure load balancer with health checks',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV2.routed',
          title: 'Load balancer routes requests to the service',
          severity: 'error',
          why: 'A target group that no listener forwards to gets no traffic, however healthy its targets are.',
          fix: 'Forward a listener of the load balancer to the target group of the service, or use HealthCheckedLoadBalancer.',
          check: (w) => requireEach(w.services, isBalanced),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
        },
        {
          id: 'ENV2.health-check',
          title: 'Target group takes failing servers out of service',
          severity: 'error',
          why: 'Without a check that notices failure soon, every server that breaks keeps its share of the users.',
          fix: 'Enable a health check that accepts 200-299 only and needs at most 90 seconds, or use HealthCheckedLoadBalancer.',
          check: (w) =>
            judgeAny(w.services, (service) => isHealthChecked(service, healthCheck.detectionSeconds)),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
        },
        {
          id: 'ENV2.health-path',
          title: 'Target group checks a path made for it',
          severity: 'warning',
          why: 'The front page, or an open port, may answer while what the application needs is down.',
          fix: 'Set the path of the health check to one that the application answers for it, such as /health.',
          check: (w) => judgeAny(w.services, usesHealthPath),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
        },
        {
          id: 'ENV2.replacement',
          title: 'Auto Scaling group replaces servers that the load balancer finds unhealthy',
          severity: 'error',
          why: 'With checks of type EC2, a server whose application hangs stays out of service and is never replaced.',
          fix: 'Add ELB to the health checks of the Auto Scaling group: HealthChecks.withAdditionalChecks.',
          check: (w) => judgeAny(w.services, replacesUnhealthy),
          docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html',
        },
        {
          id: 'ENV2.zones',
          title: 'Load balancer spreads over availability zones',
          severity: 'error',
          why: 'A load balancer in one zone goes with that zone, whatever runs behind it.',
          fix: 'Give the load balancer subnets in two or more availability zones.',
          check: (w) => judgeAny(balancers(w), (balancer) => balancerSpansZones(balancer, redundancy.zones)),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
        },
        {
          id: 'ENV2.deletion-protection',
          title: 'Load balancer refuses to be deleted',
          severity: 'warning',
          why: 'A replaced or deleted load balancer gets a new address, and DNS needs time to follow.',
          fix: 'Set deletionProtection to true on the load balancer.',
          check: (w) =>
            judgeAny(balancers(w), (balancer) => attributeIsOn(balancer, 'deletion_protection.enabled')),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
        },
        {
          id: 'ENV2.access-logs',
          title: 'Load balancer logs requests',
          severity: 'warning',
          why: 'Without access logs nobody can tell afterwards who asked what, and what went wrong.',
          fix: 'Call logAccessLogs(bucket) on the load balancer, or use HealthCheckedLoadBalancer.',
          check: (w) =>
            judgeAny(balancers(w), (balancer) => attributeIsOn(balancer, 'access_logs.s3.enabled')),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
        },
      ],
    },
    {
      id: 'ENV3',
      text: 'Set up SSL certificates (auto-renewal)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV3.https',
          title: 'Public entry speaks HTTPS and redirects plain HTTP',
          severity: 'error',
          why: 'Passwords and session cookies sent over plain HTTP can be read and changed on their way.',
          fix: 'Add an HTTPS listener with a certificate and let port 80 redirect to it, or use HealthCheckedLoadBalancer.',
          check: (w) => requireEach(w.entries, speaksHttpsOnly),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
        },
        {
          id: 'ENV3.renewal',
          title: 'Certificate renews itself',
          severity: 'error',
          why: 'A certificate that somebody must renew by hand expires on a weekend, and takes the whole site with it.',
          fix: 'Use a certificate of AWS Certificate Manager with DNS validation, such as RenewingCertificate makes.',
          check: (w) => judgeAny(w.entries, renewsItself),
          docs: 'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
        },
        {
          id: 'ENV3.region',
          title: 'Certificate of the CloudFront distribution lies in us-east-1',
          severity: 'error',
          why: 'CloudFront refuses certificates from any other region, so the deployment fails.',
          fix: 'Create the certificate in a stack with env.region us-east-1 and set crossRegionReferences.',
          check: (w) => judgeAny(w.entries, liesInVirginia),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
        },
        {
          id: 'ENV3.names',
          title: 'Certificate covers every DNS name of its entry',
          severity: 'error',
          why: 'Browsers refuse a site whose certificate is made out for another name.',
          fix: 'Add the name to subjectAlternativeNames of the certificate.',
          check: (w) => judgeAny(w.entries, coversItsNames),
          docs: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html',
        },
        {
          id: 'ENV3.tls-version',
          title: 'Public entry refuses TLS versions older than 1.2',
          severity: 'warning',
          why: 'TLS 1.0 and 1.1 are broken, and card networks do not accept them.',
          fix: 'Set sslPolicy to SslPolicy.RECOMMENDED_TLS, or minimumProtocolVersion to TLS_V1_2_2021.',
          check: (w) => judgeAny(w.entries, refusesOldTls),
          docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
        },
      ],
    },
    {
      id: 'ENV4',
      text: 'Configure CDN for static assets',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV4.cached',
          title: 'CDN delivers static assets from its caches',
          severity: 'error',
          why: 'Without caches at the edge, every image and script is fetched from the origin, from the other side of the world.',
          fix: 'Serve assets through a CloudFront behaviour with CachePolicy.CACHING_OPTIMIZED, or use StaticAssetsCdn.',
          check: (w) => requireEach(contentDelivery(w), deliversFromCache),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html',
        },
        {
          id: 'ENV4.origin',
          title: 'Bucket behind the CDN is private and lets the distribution read',
          severity: 'error',
          why: 'A public bucket is reached around the CDN and its firewall; one that refuses the distribution answers 403.',
          fix: 'Make the origin with S3BucketOrigin.withOriginAccessControl(bucket), or use StaticAssetsCdn.',
          check: (w) => judgeAny(contentDelivery(w), guardsItsBuckets),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
        },
        {
          id: 'ENV4.https',
          title: 'CDN delivers assets over HTTPS only',
          severity: 'error',
          why: 'A script delivered over plain HTTP can be replaced on its way and runs as your site.',
          fix: 'Set viewerProtocolPolicy to REDIRECT_TO_HTTPS, or use StaticAssetsCdn.',
          check: (w) => judgeAny(contentDelivery(w), deliversByHttps),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
        },
        {
          id: 'ENV4.dns',
          title: 'DNS names of the CDN lead to it',
          severity: 'error',
          why: 'A record that still leads to the old server sends everybody around the CDN.',
          fix: 'Point the alias records of its names to the distribution: RecordTarget.fromAlias(new CloudFrontTarget(distribution)).',
          check: (w) => judgeAny(contentDelivery(w), isReachedByName),
          docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html',
        },
        {
          id: 'ENV4.compressed',
          title: 'CDN compresses assets',
          severity: 'warning',
          why: 'Uncompressed scripts and styles take three to four times as long to load.',
          fix: 'Set compress to true on the behaviour.',
          check: (w) => judgeAny(contentDelivery(w), compresses),
          docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html',
        },
      ],
    },
    {
      id: 'ENV5',
      text: 'Set up database cluster (primary + 2 replicas)',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV5.replicas',
          title: 'Database has two replicas besides its primary',
          severity: 'error',
          why: 'With one replica, the failover that saves the day leaves a database without any, under full load.',
          fix: 'Add readers until there are two, or use ReplicatedDatabase.',
          check: (w) =>
            requireEach(w.databases, (database) => hasReplicas(database, redundancy.databaseReplicas)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
        },
        {
          id: 'ENV5.failover',
          title: 'Database instance fails over to a standby by itself',
          severity: 'error',
          why: 'A read replica has to be promoted by hand; until then nothing can be written.',
          fix: 'Set multiAz to true on the primary instance, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, failsOver),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
        },
        {
          id: 'ENV5.zones',
          title: 'Database may use several availability zones',
          severity: 'error',
          why: 'Replicas in the zone of their primary go together with it.',
          fix: 'Give the subnet group of the database subnets in two or more availability zones.',
          check: (w) => judgeAny(w.databases, (database) => mayUseZones(database, redundancy.zones)),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
        },
        {
          id: 'ENV5.private',
          title: 'Database has no address on the internet',
          severity: 'error',
          why: 'A database that answers the internet is found within hours, and attacked for as long as it is there.',
          fix: 'Set publiclyAccessible to false on every instance, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, isUnreachable),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
        },
        {
          id: 'ENV5.deletion-protection',
          title: 'Database refuses to be deleted',
          severity: 'warning',
          why: 'One wrong command, or one removed line of code, deletes the database with its stack.',
          fix: 'Set deletionProtection to true, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, refusesDeletion),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
        },
        {
          id: 'ENV5.encrypted',
          title: 'Database encrypts what it stores',
          severity: 'warning',
          why: 'Encryption cannot be switched on later: it takes a new database and a move.',
          fix: 'Set storageEncrypted to true, or use ReplicatedDatabase.',
          check: (w) => judgeAny(w.databases, encryptsStorage),
          docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
        },
      ],
    },
    {
      id: 'ENV6',
      text: 'Configure Redis cluster for caching',
      evidence: ['synth', 'live'],
      infrastructure: true,
      freshness: 'live re-check ≤24 h',
      controls: [
        {
          id: 'ENV6.failover',
          title: 'Redis cluster keeps answering when a node fails',
          severity: 'error',
          why: 'When a single cache node goes, every request falls through to the database at once.',
          fix: 'Use a replication group with automatic failover, Multi-AZ and two nodes a shard, such as HighlyAvailableCache.',
          check: (w) =>
            requireEach(w.caches, (cache) => survivesNodeFailure(cache, redundancy.cacheNodesPerShard)),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
        },
        {
          id: 'ENV6.reachable',
          title: 'Redis cluster admits the service',
          severity: 'error',
          why: 'A cache that nobody can connect to caches nothing, and every call to it waits for its time-out.',
          fix: 'Allow the security group of the service on port 6379: cache.connections.allowDefaultPortFrom(service).',
          check: (w) => judgeAny(w.caches, (cache) => isReachable(cache, w.services)),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html',
        },
        {
          id: 'ENV6.encrypted',
          title: 'Redis cluster encrypts what it stores and sends',
          severity: 'warning',
          why: 'Sessions and tokens in the cache are as good as passwords to whoever reads them.',
          fix: 'Set transitEncryptionEnabled and atRestEncryptionEnabled to true, or use HighlyAvailableCache.',
          check: (w) => judgeAny(w.caches, encryptsData),
          docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html',
        },
      ],
    },
    backupInfrastructure,
  ],
});
