import { App, Validations } from 'aws-cdk-lib';
import { ReadinessChecks } from '../lib';
import { acceptFindings } from './accepted-findings';
import { referenceEnvironment } from './reference-environment';

const app = new App();
referenceEnvironment(app);
acceptFindings(app);
Validations.of(app).addPlugins(new ReadinessChecks(app));
