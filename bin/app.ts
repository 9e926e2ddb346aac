import { App, Validations } from 'aws-cdk-lib';
import { ReadinessChecks } from '../lib';
import { referenceEnvironment } from './reference-environment';

const app = new App();
referenceEnvironment(app);
Validations.of(app).addPlugins(new ReadinessChecks(app));
