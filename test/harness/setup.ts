// WHAT: switches off the CDK's own template validation. WHY: it starts a WASM engine (about 2 s) at every synthesis
// and judges nothing that these tests are about. UNTIL: the CDK starts it in a few milliseconds.
process.env.CDK_VALIDATION = 'false';
// WHAT: silences the SDK's word about the end of Node 20. WHY: it comes with every test file that makes a client, and
// says nothing about the test. UNTIL: Node 20 is no longer supported here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
