// @ts-check
// A CommonJS script.
const { makeSixCalls } = require('./six-calls.js');

makeSixCalls('CommonJS script');
