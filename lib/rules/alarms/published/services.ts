import { backServices } from './back-services';
import { frontServices } from './front-services';

/** Some metrics of a service, and the sets of dimensions under which it publishes them. */
export interface Publication {
  /** The metrics, as patterns in which `*` stands for anything; all of the namespace where it is not said. */
  readonly metrics?: readonly string[];
  /** Names of dimensions, separated by commas; an empty text for a metric without dimensions. */
  readonly by: readonly string[];
  /** True where the aggregate over the whole account (no dimension) is published too. */
  readonly everywhere?: boolean;
}

export interface Service {
  /** The page of AWS that lists metrics and dimensions. */
  readonly source: string;
  /** The first that names a metric counts. */
  readonly publications: readonly Publication[];
  /** True where the page lists every set, so that another one is known not to exist. */
  readonly complete: boolean;
  /** The region to which a global service publishes. */
  readonly region?: string;
}

/** The services of AWS by the namespace of their metrics. */
export const services: Readonly<Record<string, Service>> = { ...frontServices, ...backServices };
