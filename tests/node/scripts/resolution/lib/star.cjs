module.exports = {
  ...require('./base.cjs'),
  own: 1,
  get g() {
    return 1;
  },
};
