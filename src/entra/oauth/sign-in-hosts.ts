/** The sign-in hosts of the public cloud: aliases of each other. */
export const SIGN_IN_HOSTS = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
];
