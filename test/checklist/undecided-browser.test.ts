import { testUndecided } from '../harness/undecided';
import { apis } from './browser/apis';
import { behaviors } from './browser/behaviors';
import { attached, overrides } from './browser/headers-policies';
import { scanned as images } from './browser/image-scanning';
import { immutable } from './browser/image-tags';
import { origins } from './browser/origins';
import { closed, tls } from './browser/privacy';
import { heldBack, scanned as uploads } from './browser/scanning';
import { servers } from './browser/servers';

const cors = [apis, attached, behaviors, origins, overrides, servers];

testUndecided(/^(SEC5|FUNC7|CODE2)$/, [...cors, closed, heldBack, tls, uploads, images, immutable], 400);
