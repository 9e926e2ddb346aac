export * from '../constructs';
export * from './nag/readiness-checks';
export * from './nag/workload-props';
