console.log('result', 1);
