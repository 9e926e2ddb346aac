export * from './daily-backup-plan';
export * from './health-checked-load-balancer';
export * from './highly-available-cache';
export * from './highly-available-service';
export * from './renewing-certificate';
export * from './replicated-database';
export * from './static-assets-cdn';
