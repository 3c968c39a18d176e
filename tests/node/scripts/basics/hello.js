console.log('hi', {a:1}); setTimeout(()=>console.log('t'),5)
