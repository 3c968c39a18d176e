const named = 'named';
module.exports = { named, computed: 1 + 1 };
module.exports['late' + 'r'] = 'later';
