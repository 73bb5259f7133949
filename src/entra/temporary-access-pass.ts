// A second factor that an administrator gives somebody; where it is kept is the directory's business.
export { hasUsablePass, redeemPass, sessionHasPass, usePass } from '../directory/index.ts';
