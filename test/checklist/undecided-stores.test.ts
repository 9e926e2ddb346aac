import type { ControlCases } from '../harness/judge';
import { testUndecided } from '../harness/undecided';
import { subnetsApart } from './access/apart';
import { authentication } from './access/authentication';
import { ingress } from './access/ingress';
import { ownUsers } from './access/own-users';
import { passwords } from './access/passwords';
import { pooled, poolTls, used } from './access/pooling';
import { transport } from './access/transport';
import { brokenOrigins } from './delivery/broken-origins';
import { cached } from './delivery/caching';
import { dns } from './delivery/dns';
import { doubtfulOrigins } from './delivery/doubtful-origins';
import { origins } from './delivery/origins';
import { compressed, https } from './delivery/transfer';
import { bySchedule } from './stores/backup-schedules';
import { byArn } from './stores/backups-by-arn';
import { byTag } from './stores/backups-by-tag';
import { encrypted as cacheEncrypted, failover as cacheFailover } from './stores/caches';
import { connections } from './stores/connections';
import { doubtfulConnections } from './stores/doubtful-connections';
import { doubtfulReplicas } from './stores/doubtful-replicas';
import { unreachable } from './stores/exposure';
import { failover } from './stores/failover';
import { files } from './stores/file-backups';
import { missingReplicas } from './stores/missing-replicas';
import { replicas } from './stores/replicas';
import { native } from './stores/retention';
import { deletionProtection, encrypted } from './stores/safekeeping';
import { zones } from './stores/zones';

const tables: readonly ControlCases[] = [
  ...[cached, compressed, https, dns, origins, brokenOrigins, doubtfulOrigins],
  ...[
    replicas,
    missingReplicas,
    doubtfulReplicas,
    failover,
    zones,
    unreachable,
    deletionProtection,
    encrypted,
  ],
  ...[cacheFailover, cacheEncrypted, connections, doubtfulConnections],
  ...[native, byArn, byTag, bySchedule, files],
  ...[ingress, subnetsApart, authentication, passwords, transport, ownUsers, pooled, used, poolTls],
];

testUndecided(/^(ENV[4-7]|SEC6|DATA5)$/, tables, 800);
