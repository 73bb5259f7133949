// Sends the connections that a Node program makes to Microsoft Graph and to sign-in to Tenantless instead:
//
//   NODE_OPTIONS="--require <this file>" TENANTLESS_URL=https://localhost:8443 NODE_EXTRA_CA_CERTS=<ca.pem> node program.js
//
// It changes where a socket goes and nothing else. Above it, fetch, https, axios, HTTP agents and TLS see the host that they
// asked for: its name is in the Host header, in TLS, and in the certificate that they verify.
//
// CommonJS, and `--require` rather than `--import`, because a preloaded ES module reaches no worker threads and makes Node
// load the program itself in another way (Node 20, 22 and 24: no program whose name has an unknown ending starts).
'use strict';

const { Socket } = require('node:net');

// What server/hosts.ts stands in for; a test holds that they are the same.
const HOSTS = new Set([
  'graph.microsoft.com',
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
  'management.azure.com',
  'portal.manage.microsoft.com',
  'enterpriseregistration.windows.net',
]);
const HTTPS_PORT = 443;
const DEFAULT_URL = 'https://localhost:8443';
const INSTALLED = Symbol.for('tenantless.hook');

/** Where the emulator listens. A mistake ends the program: without the hook it would talk to the real service. */
function readPlace() {
  const text = process.env.TENANTLESS_URL || DEFAULT_URL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') {
    const error = new Error(
      `tenantless/hook: TENANTLESS_URL is '${text}'. It must be the https:// address that tenantless start prints.`,
    );
    error.stack = error.message;
    throw error;
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || HTTPS_PORT) };
}

function install() {
  const place = readPlace();
  const { connect } = Socket.prototype;

  /** The same options, leading to the emulator; undefined when they lead elsewhere. */
  const redirect = (options) => {
    const { host, port } = options ?? {};
    if (typeof host !== 'string' || Number(port) !== HTTPS_PORT || !HOSTS.has(host.toLowerCase()))
      return undefined;
    return { ...options, ...place, lookup: undefined };
  };

  Socket.prototype.connect = function connectOrRedirect(...args) {
    const [first, second] = args;
    if (Array.isArray(first)) {
      // net.connect passes its arguments on in a list that it has put in order and marked: [options, callback].
      const options = redirect(first[0]);
      if (options) first[0] = options;
    } else if (typeof first === 'object') {
      const options = redirect(first);
      if (options) args[0] = options;
    } else if (typeof second === 'string') {
      const options = redirect({ port: first, host: second });
      if (options) args.splice(0, 2, options);
    }
    return connect.apply(this, args);
  };
}

if (!Socket.prototype[INSTALLED]) {
  install();
  Object.defineProperty(Socket.prototype, INSTALLED, { value: true });
}

module.exports = { HOSTS };
