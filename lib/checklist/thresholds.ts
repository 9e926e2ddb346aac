/**
 * Every number of the go-live checklist, stated once. Constructs and controls read the same figure from here and
 * share nothing else, so a cure is always checked by an independent diagnosis.
 *
 * Fractions are between 0 and 1, durations carry their unit in their name.
 */

/** Redundancy asked for by "Production Environment Setup". */
export const redundancy = {
  /** ENV1: production servers that stay up at the lowest point of scaling. */
  servers: 3,
  /** ENV5: read replicas beside the primary. */
  databaseReplicas: 2,
  /** ENV6: nodes in each shard of the cache, its primary included; one more than a single point of failure. */
  cacheNodesPerShard: 2,
  /** ENV1, ENV2, ENV5: availability zones over which servers, load balancer and database spread. */
  zones: 2,
} as const;

/** Health checks asked for by ENV2. */
export const healthCheck = {
  /** Seconds after which a failing target no longer gets requests: interval times unhealthy threshold. */
  detectionSeconds: 90,
} as const;

/** Backups asked for by ENV7. */
export const backup = {
  /** Days for which a backup is kept at least. */
  retentionDays: 7,
  /** Hours between two backups at most. */
  intervalHours: 24,
  /** Hours after which a backup that was due is late; AWS Backup begins within the first of its start window. */
  lateHours: 2,
} as const;

/** Restores tried as DATA4 and ROLL3 ask. */
export const restoreTests = {
  /** Days within which a backup is restored and validated: a month, and time to repeat one that failed. */
  withinDays: 35,
} as const;

/** Protection against floods, asked for by SEC3. */
export const floods = {
  /** Multiple of its lowest capacity that a service must be able to reach. */
  headroom: 2,
} as const;

/** Requests that one client may send, asked for by SEC4. */
export const rateLimits = {
  /** Requests of one address; many users share one behind a company's or a mobile network's gateway. */
  perAddress: 2000,
  /** Requests of one user. */
  perUser: 1000,
  /** Seconds in which they are counted; AWS WAF knows 60, 120, 300 and 600. */
  windowSeconds: 300,
} as const;

/** Databases locked down as SEC6 asks. */
export const databaseAccess = {
  /** Addresses of a range that is too wide to be let in: a /24 has as many. */
  tooManyAddresses: 256,
  /** Days after which a password is changed at the latest, as AWS Config's secretsmanager-secret-periodic-rotation has it. */
  passwordDays: 90,
} as const;

/** Databases as an account that runs shows them. */
export const runningDatabase = {
  /** ENV7: minutes that the newest restorable point lies back at most; AWS makes one every five minutes. */
  restorableMinutes: 10,
  /** FINAL5, MIGR1: hours that the last snapshot before a migration lies back at most. */
  snapshotHours: 2,
  /** ENV5: seconds that a replica lags behind at most, as CloudWatch's recommended alarm on ReplicaLag has it. */
  replicaLagSeconds: 60,
  /** POST2: share by which connections differ at most from what was usual before they no longer count as stable. */
  connectionChange: 0.3,
  /** POST2: minutes for which clients have been connected all the time: those since the deployment. */
  connectionMinutes: 10,
  /** Minutes back from now for which a metric must have data, so that it speaks of now. */
  recentMinutes: 15,
} as const;

/** Audit logging asked for by SEC7. */
export const audit = {
  /** Days for which audit logs are kept at least, as AWS's own best practices for security ask for. */
  retentionDays: 365,
  /** Hours after which CloudTrail must have delivered again: it does every hour, whether something happened or not. */
  deliveryHours: 3,
} as const;

/** Intrusion detection asked for by SEC8. */
export const intrusion = {
  /** Severity, of at most 10, from which on a person hears of a finding: what GuardDuty calls high. */
  severity: 7,
} as const;

/** LEGAL4 asks for an end and names none: these are long enough to look into an incident that is noticed late. */
export const retention = {
  /** Days for which logs are kept; one of the numbers that CloudWatch Logs accepts. */
  logDays: 90,
  /** Days for which a bucket keeps what was overwritten or deleted. */
  noncurrentVersionDays: 90,
  /** Days after which the parts of an unfinished upload are removed, as AWS's own examples have it. */
  unfinishedUploadDays: 7,
} as const;

/** Alert rules asked for by MON4, MON5, MON6 and MON7. */
export const alerts = {
  errorRate: 0.01,
  latencyP95Milliseconds: 500,
  utilization: 0.8,
  /** Servers below which the next failure is an outage: one more than a single point of failure. */
  healthyServers: 2,
  /** Minutes after which an alarm that pages must have fired: what P1 gives to respond leaves no more to notice it. */
  pageWithinMinutes: 10,
  /**
   * Minutes after which an alarm that pages must have fired where nothing is reported any more: CloudWatch looks back at
   * older data first, so that two missing runs of a canary that asks every five minutes take so long.
   */
  silenceWithinMinutes: 20,
  /** MON6 names no number: the share of the connections in use from which on a database is about to refuse clients. */
  databaseConnections: 0.8,
} as const;

/** Failed background jobs, as MON8 asks. */
export const jobs = {
  /** Minutes within which somebody hears that one job failed: it can wait until somebody looks. */
  noticedMinutes: 20,
  /** Minutes within which somebody hears that nothing takes jobs any more: those of P3 to respond. */
  stalledMinutes: 4 * 60,
} as const;

/** Canaries whose runs prove that something answers, as POST1 asks. */
export const canaries = {
  /** Runs that passed one after the other. */
  passes: 2,
  /** Runs that may be missing before a canary counts as stopped: one that was skipped is no outage. */
  missedRuns: 2,
  /** Minutes until CloudWatch Synthetics lists a run that has ended. */
  delayMinutes: 5,
} as const;

/** Migrations asked for by "Database migration": MIGR2, MIGR3 and MIGR4. */
export const migrations = {
  /** Hours after which a migration is that of another deployment: as long as evidence of a deployment holds. */
  withinHours: 72,
} as const;

/** Data archived every month, as MOPERF4 asks. */
export const archiving = {
  /** Days between two runs at most: a month, and time to repeat one that failed. */
  withinDays: 35,
} as const;

/** Payment processing failures, as MON9 asks. */
export const payments = {
  /** Share of payments that fail above which somebody hears of it: the error rate at which TRIG1 rolls back. */
  failureRate: 0.05,
  /** Minutes within which somebody is paged. */
  noticedMinutes: 10,
  /** Minutes without a successful payment, while customers try, after which payments are down. */
  downMinutes: 15,
} as const;

/** Expiry of certificates, watched as MOSEC3 asks. */
export const certificates = {
  /** Days before expiry at which ACM renews a certificate of 198 days; it renews those of 395 days earlier. */
  renewalDays: 45,
  /** Days that somebody needs to find out why a renewal fails, as AWS Config's acm-certificate-expiration-check has it. */
  leastDays: 14,
  /** Days before expiry at which a renewal has failed long enough to tell somebody. */
  alarmDays: 30,
} as const;

/** Immediate rollback triggers TRIG1 to TRIG5. */
export const rollback = {
  errorRate: 0.05,
  latencySeconds: 2,
  /** Minutes in which an alarm must notice what takes a deployment back: as long as a page may take. */
  noticeMinutes: 10,
  /** Minutes that the data of a minute takes at most to reach the alarms of CloudWatch. */
  ingestionMinutes: 2,
  /** Minutes for which a new version is watched under all requests before the old one goes. */
  bakeMinutes: 15,
} as const;

/** Objectives of "System Health": HEALTH1 and HEALTH3. */
export const objectives = {
  availability: 0.999,
  errorRate: 0.001,
  /** Days over which the availability is counted: a month, whichever way it is rounded. */
  windowDays: { least: 28, most: 31 },
  /** Share of the time that an objective may leave out, as maintenance. */
  excludedShare: 0.05,
  /** HEALTH3: minutes after which a rate above its bound is noticed: the hour that it is measured over, and a ticket's delay. */
  noticedWithinMinutes: 80,
  /** HEALTH3: minutes for which a rate of ten times as much is no ticket yet. */
  toleratedMinutes: 2,
} as const;

/**
 * How fast an error budget is spent when somebody must hear of it, and the windows in minutes in which it must be: the
 * long one says that it matters, the short one that it still goes on. From "Alerting on SLOs" in Google's Site
 * Reliability Workbook: 2 % of a month's budget within an hour, 5 % within six.
 */
export const burnRates = {
  fast: { rate: 14.4, longMinutes: 60, shortMinutes: 5 },
  slow: { rate: 6, longMinutes: 360, shortMinutes: 30 },
} as const;

/** CODE1: tests that must cover more than this share of the code. */
export const testCoverage = 0.99;

/** Load tests LOAD1 to LOAD3: concurrent users, and the response time at that load (none for "system stable"). */
export const loadTargets = [
  { item: 'LOAD1', concurrentUsers: 100, responseMilliseconds: 200 },
  { item: 'LOAD2', concurrentUsers: 1000, responseMilliseconds: 500 },
  { item: 'LOAD3', concurrentUsers: 5000, responseMilliseconds: undefined },
] as const;

/** Response targets LOAD4 and LOAD5, at the 95th percentile. */
export const responseTargets = {
  databaseQueryP95Milliseconds: 50,
  apiEndpointP95Milliseconds: 200,
} as const;

/** Rates from which on a limit asked for by SEC4 or API2 limits nothing. */
export const requestRates = {
  /**
   * SEC4: requests per second that one address or one user may send at most: what the 100 users of LOAD1, the smallest
   * load that the application is tested under, send together when each sends one.
   */
  clientPerSecond: 100,
  /**
   * API2: requests per second that API Gateway grants to all APIs of an account in a region together. A limit of one's
   * own lies below.
   */
  accountPerSecond: 10_000,
} as const;

/**
 * Incident severities P0 to P3: minutes until an alarm fires, until somebody responds, and until it is resolved. Of the
 * five minutes of P0, half is left for whoever is woken.
 */
export const severities = {
  P0: { detectWithinMinutes: 2.5, respondWithinMinutes: 5, resolveWithinMinutes: 60 },
  P1: { detectWithinMinutes: 15, respondWithinMinutes: 15, resolveWithinMinutes: 4 * 60 },
  P2: { detectWithinMinutes: 60, respondWithinMinutes: 60, resolveWithinMinutes: 24 * 60 },
  P3: { detectWithinMinutes: 4 * 60, respondWithinMinutes: 4 * 60, resolveWithinMinutes: 7 * 24 * 60 },
} as const;

/** How old the data may be by which verify judges whether what watches the workload works. */
export const watching = {
  /** Hours within which a metric that is reported all the time has had data: one day and night of traffic. */
  dataHours: 24,
  /** WATCH1 to WATCH5: metrics are looked at every quarter of an hour. */
  recentMinutes: 15,
  /** ROLL5: minutes without an alarm after which a rollback counts as stable. */
  stableMinutes: 30,
  /** MORN1: hours before nine in the morning in which nobody looked. */
  overnightHours: 15,
} as const;
