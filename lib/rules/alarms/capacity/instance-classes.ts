const gibibyte = 1024 ** 3;

/** Families of instances of which each virtual CPU has so much memory in GiB, by the beginning of the name. */
const families: readonly (readonly [family: RegExp, perCpu: number])[] = [
  [/^c[4-9]/, 2],
  [/^m[5-9]/, 4],
  [/^r[5-9]/, 8],
  [/^x2g/, 16],
];

/** Burstable instances have as many CPUs in every generation since t3, and memory by their size. */
const burstable: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};
/** Nodes of caches have less than the instance of the same name. */
const singleCpu = ['t2.micro', 't2.small'];

/** Family and size of a class such as `db.r7g.large` or `cache.t4g.micro`. */
function partsOf(name: string): readonly [family: string, size: string] | undefined {
  const match = /^(?:db|cache|search)\.([a-z]+\d[a-z]*)\.([a-z0-9]+)$/.exec(name);
  return match ? [match[1]!, match[2]!] : undefined;
}

/** Virtual CPUs of a class of instances; undefined where it is not known here. */
export function cpusOf(name: string): number | undefined {
  const [family, size] = partsOf(name) ?? ['', ''];
  if (singleCpu.includes(`${family}.${size}`)) return 1;
  const many = /^(\d*)xlarge$/.exec(size);
  if (many) return 4 * Number(many[1] || 1);
  return family !== '' && ['micro', 'small', 'medium', 'large'].includes(size) ? 2 : undefined;
}

/**
 * Bytes of memory of a class of database instances, as "DB instance classes" of the RDS user guide lists them;
 * undefined where it is not known here.
 */
export function memoryOf(name: string): number | undefined {
  const [family, size] = partsOf(name) ?? ['', ''];
  if (/^t[2-4]/.test(family)) return inBytes(burstable[size]);
  const perCpu = families.find(([pattern]) => pattern.test(family))?.[1];
  const cpus = size === 'medium' ? 1 : cpusOf(name);
  return perCpu === undefined || cpus === undefined ? undefined : inBytes(perCpu * cpus);
}

function inBytes(gibibytes: number | undefined): number | undefined {
  return gibibytes === undefined ? undefined : gibibytes * gibibyte;
}

/** Bytes of memory of an Aurora capacity unit. */
export const capacityUnit = 2 * gibibyte;
