import fc from 'fast-check';

// The same cases on every machine, so that a run that failed can be run again; FC_SEED looks at other ones.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20260101) });

export default fc;
