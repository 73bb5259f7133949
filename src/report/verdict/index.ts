export { githubVerdict } from './github.ts';
export { junitVerdict } from './junit.ts';
export { markdownVerdict } from './markdown.ts';
export { sarifVerdict } from './sarif.ts';
