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

/** Audit logging asked for by SEC7. */
export const audit = {
  /** Days for which audit logs are kept at least, as AWS's own best practices for security ask for. */
  retentionDays: 365,
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

/** Alert rules asked for by MON4, MON5 and MON7. */
export const alerts = {
  errorRate: 0.01,
  latencyP95Milliseconds: 500,
  utilization: 0.8,
} as const;

/** Immediate rollback triggers TRIG1 and TRIG2. */
export const rollback = {
  errorRate: 0.05,
  latencySeconds: 2,
} as const;

/** Objectives of "System Health": HEALTH1 and HEALTH3. */
export const objectives = {
  availability: 0.999,
  errorRate: 0.001,
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

/** Incident severities P0 to P3: minutes until somebody responds, and until it is resolved. */
export const severities = {
  P0: { respondWithinMinutes: 5, resolveWithinMinutes: 60 },
  P1: { respondWithinMinutes: 15, resolveWithinMinutes: 4 * 60 },
  P2: { respondWithinMinutes: 60, resolveWithinMinutes: 24 * 60 },
  P3: { respondWithinMinutes: 4 * 60, resolveWithinMinutes: 7 * 24 * 60 },
} as const;
