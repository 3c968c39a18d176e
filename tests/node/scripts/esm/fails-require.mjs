// CommonJS names do not exist in a module.
const fs = require('node:fs');
