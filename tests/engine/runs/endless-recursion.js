console.log('before');
(function down() { try { down(); } finally { down(); } })();
