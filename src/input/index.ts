export { describeProblems, type InputProblem, PROBLEMS_TOLD, problemSentence } from './problems.ts';
export { closest, editDistance } from './spelling.ts';
export { offsetIn } from './yaml-place.ts';
