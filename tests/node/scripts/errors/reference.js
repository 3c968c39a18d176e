'use strict';
try {
  notDefined;
} catch (error) {
  console.log(error.name, error.message);
}
try {
  null.property;
} catch (error) {
  console.log(error.message);
}
try {
  undefined();
} catch (error) {
  console.log(error.message);
}
try {
  ({}).method();
} catch (error) {
  console.log(error.message);
}
try {
  const constant = 1;
  constant = 2;
} catch (error) {
  console.log(error.message);
}
try {
  JSON.parse('{"a": oops}');
} catch (error) {
  console.log(error.name, error.message);
}
try {
  new Array(-1);
} catch (error) {
  console.log(error.name, error.message);
}
try {
  (function recurse() {
    recurse();
  })();
} catch (error) {
  console.log(error.name, error.message);
}
try {
  1n + 1;
} catch (error) {
  console.log(error.message);
}
undeclared.property = 1;
