// WHAT: switches off the CDK's own template validation. WHY: it starts a WASM engine (about 2 s) at every synthesis
// and judges nothing that these tests are about. UNTIL: the CDK starts it in a few milliseconds.
process.env.CDK_VALIDATION = 'false';
