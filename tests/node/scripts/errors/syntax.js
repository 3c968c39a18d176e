console.log('never runs');
const a = ;
